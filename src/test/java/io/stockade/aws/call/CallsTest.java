package io.stockade.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Errand;
import io.stockade.cloud.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sts.model.StsException;

/** Buckets on a virtual clock, and the table of errors. */
class CallsTest {
    private static final String ROLE = "arn:aws:iam::444455556666:role/stockade";
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T10:00:00Z"));
    private final List<String> log = new ArrayList<>();
    private Permit permission = Permit.ALWAYS;
    private final Calls calls = new Calls(
            () -> "111122223333",
            "eu-west-1",
            new Buckets(BucketSizes.standard()),
            (account, region, who, action, outcome) -> log.add(action + " " + outcome),
            now::get,
            longest -> permission.refusal(longest));

    private void pass(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    private @Nullable CloudException attempt(String action, Supplier<String> call) {
        return catchThrowableOfType(CloudException.class, () -> calls.run(action, "Vpc", "vpc-1", call));
    }

    private CloudException failed(String action, RuntimeException failure) {
        return Objects.requireNonNull(attempt(action, () -> {
            throw failure;
        }));
    }

    private static RuntimeException refused(String code, int status) {
        return Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Ec2")
                        .errorCode(code)
                        .errorMessage("said AWS")
                        .build())
                .build();
    }

    private Category category(String action, String code) {
        return failed(action, refused(code, 400)).category();
    }

    @Test
    void emptyBucketHoldsTheCallBackAndSaysForHowLong() {
        assertThat(attempt("CreateVpcEndpoint", () -> "ok")).isNull();
        assertThat(attempt("CreateVpcEndpoint", () -> "ok")).isNull();
        assertThat(attempt("CreateVpcEndpoint", () -> "ok")).isNull();
        CloudException held = failed("CreateVpcEndpoint", new IllegalStateException("must not be called"));
        assertThat(held.category()).isEqualTo(Category.THROTTLED);
        assertThat(held.code()).as("AWS said nothing").isEmpty();
        assertThat(held.retryAfter()).isBetween(Duration.ofMillis(3300), Duration.ofMillis(3400));
        assertThat(held)
                .hasMessage("CreateVpcEndpoint Vpc vpc-1: waits for its turn under AWS's limit on CreateVpcEndpoint"
                        + " calls in eu-west-1, less than 10 s");
        assertThat(log).endsWith("CreateVpcEndpoint held");
        assertThat(attempt("CreateSubnet", () -> "ok")).as("another action").isNull();
        pass(Duration.ofMillis(3400));
        assertThat(attempt("CreateVpcEndpoint", () -> "ok")).isNull();
    }

    /** A token, or what may bunch on the wire, and half a percent in the long run. */
    @Test
    void sizesStayUnderWhatAwsAllows() {
        BucketSizes sizes = BucketSizes.standard();
        assertThat(sizes.of("DescribeVpcs")).isEqualTo(new BucketSizes.Size(80, 19.9));
        assertThat(sizes.of("CreateSubnet")).isEqualTo(new BucketSizes.Size(45, 4.975));
        assertThat(sizes.of("CreateNatGateway")).isEqualTo(new BucketSizes.Size(9, 0.995));
        assertThat(sizes.of("CreateVpcEndpoint")).isEqualTo(new BucketSizes.Size(3, 0.2985));
        assertThat(sizes.of("GetCallerIdentity")).isEqualTo(new BucketSizes.Size(40, 9.95));
    }

    @Test
    void whatAwsCountsTogetherTakesFromOneBucket() {
        Calls secrets = calls.to("secretsmanager");
        for (int call = 0; call < 25; call++) {
            secrets.run(call % 2 == 0 ? "PutSecretValue" : "UpdateSecret", "Secret", "s", () -> "");
        }

        CloudException held = catchThrowableOfType(
                CloudException.class, () -> secrets.run("UpdateSecretVersionStage", "Secret", "s", () -> ""));

        assertThat(held.category()).isEqualTo(Category.THROTTLED);
        assertThat(held.retryAfter()).isEqualTo(Duration.ofMillis(40));
        assertThat(secrets.run("DeleteSecret", "Secret", "s", () -> "another bucket"))
                .isEqualTo("another bucket");
    }

    @Test
    void sameNameOfTwoServicesHasTwoBuckets() {
        Calls functions = calls.to("lambda");
        for (int call = 0; call < 7; call++) {
            functions.run("TagResource", "Function", "f", () -> "");
        }

        CloudException held = catchThrowableOfType(
                CloudException.class, () -> functions.run("UpdateFunctionCode", "Function", "f", () -> ""));

        assertThat(held.category()).isEqualTo(Category.THROTTLED);
        assertThat(calls.to("secretsmanager").run("TagResource", "Secret", "s", () -> "served"))
                .isEqualTo("served");
    }

    /** Secrets Manager allows 50 a second, wherever the second begins. */
    @Test
    void noSecondHasMoreThanARateAllows() {
        Calls secrets = calls.to("secretsmanager");
        List<Instant> sent = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            String id = "s" + step % 3;
            if (catchThrowableOfType(CloudException.class, () -> secrets.run("PutSecretValue", "Secret", id, () -> ""))
                    == null) {
                sent.add(now.get());
            }
            pass(Duration.ofMillis(10));
        }

        assertThat(sent).hasSizeGreaterThan(75);
        assertThat(sent)
                .allSatisfy(first -> assertThat(sent.stream()
                                .filter(at -> !at.isBefore(first) && at.isBefore(first.plusSeconds(1)))
                                .count())
                        .isLessThanOrEqualTo(50));
    }

    @Test
    void throttlingByAwsShutsTheBucketForLongerEachTime() {
        CloudException first = failed("DescribeVpcs", refused("RequestLimitExceeded", 503));
        assertThat(first.category()).isEqualTo(Category.THROTTLED);
        assertThat(first.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        CloudException held = attempt("DescribeVpcs", () -> "ok");
        assertThat(held).isNotNull();
        assertThat(log).endsWith("DescribeVpcs throttled", "DescribeVpcs held");
        pass(Duration.ofSeconds(2));
        assertThat(failed("DescribeVpcs", refused("RequestLimitExceeded", 503)).retryAfter())
                .isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(3));
        assertThat(attempt("DescribeVpcs", () -> "ok")).isNull();
        assertThat(failed("DescribeVpcs", refused("RequestLimitExceeded", 503)).retryAfter())
                .as("forgiven after a call that AWS served")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutPermissionNothingIsSentAndNoTurnIsTaken() {
        Duration lasts = Duration.ofSeconds(50);
        permission = longest -> longest.compareTo(lasts) <= 0 ? Optional.empty() : Optional.of("the lease ends before");

        CloudException refused = failed("Invoke", new IllegalStateException("must not be called"));

        assertThat(refused)
                .hasMessage("Invoke Vpc vpc-1: not sent: the lease ends before")
                .extracting(CloudException::category)
                .isEqualTo(Category.THROTTLED);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(log).containsExactly("Invoke held");
        assertThat(attempt("CreateVpc", () -> "ok")).as("ends in time").isNull();
    }

    @Test
    void everyCallIsCountedForItsErrand() {
        List<String> whose = new ArrayList<>();
        Calls shared = new Calls(
                () -> "111122223333",
                "eu-west-1",
                new Buckets(BucketSizes.standard()),
                (account, region, who, action, outcome) -> whose.add(who + " " + action),
                now::get,
                Permit.ALWAYS);

        shared.run("DescribeVpcs", "Vpc", "", () -> "ok");
        shared.as(Errand.of("payments/orders")).run("CreateVpc", "Vpc", "vpc", () -> "ok");

        assertThat(whose).containsExactly("shared DescribeVpcs", "payments/orders CreateVpc");
    }

    @Test
    void whatCredentialsDoNotGetIsAskedByOneNowAndThen() {
        failed("DescribeVpcs", refused("ExpiredToken", 400));
        failed("DescribeSubnets", refused("ExpiredToken", 400));
        log.clear();

        CloudException held = failed("DescribeVpcs", new IllegalStateException("must not be called"));
        pass(Duration.ofSeconds(5));
        failed("DescribeVpcs", refused("ExpiredToken", 400));
        CloudException second = failed("CreateSubnet", new IllegalStateException("must not be called"));
        pass(Duration.ofSeconds(5));
        attempt("DescribeVpcs", () -> "ok");
        attempt("CreateSubnet", () -> "ok");

        assertThat(held.category()).isEqualTo(Category.CREDENTIALS);
        assertThat(held)
                .hasMessageContaining("the credentials have not worked since 2026-01-05T10:00:00Z: DescribeSubnets")
                .hasMessageContaining("renew them");
        assertThat(second.category()).isEqualTo(Category.CREDENTIALS);
        assertThat(log)
                .containsExactly(
                        "DescribeVpcs held",
                        "DescribeVpcs credentials",
                        "CreateSubnet held",
                        "DescribeVpcs ok",
                        "CreateSubnet ok");
    }

    /** What one call says of credentials may be a matter of what it was about, as long as others are served. */
    @Test
    void oneRefusalAmongGoodCallsShutsNobodyOut() {
        for (int again = 0; again < 5; again++) {
            failed("AssociateAddress", refused("AuthFailure", 403));
            assertThat(attempt("DescribeVpcs", () -> "ok")).isNull();
        }
    }

    @Test
    void codesBecomeCategories() {
        assertThat(category("DeleteVpc", "DependencyViolation")).isEqualTo(Category.DEPENDENCY);
        assertThat(category("DeleteVpc", "InvalidVpcID.NotFound")).isEqualTo(Category.NOT_FOUND);
        assertThat(category("DeleteNatGateway", "NatGatewayNotFound")).isEqualTo(Category.NOT_FOUND);
        assertThat(category("CreateSubnet", "InvalidVpcID.NotFound")).isEqualTo(Category.DEPENDENCY);
        assertThat(category("CreateSubnet", "InvalidSubnet.Conflict")).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(category("CreateVpc", "VpcLimitExceeded")).isEqualTo(Category.QUOTA);
        assertThat(category("CreateVpc", "UnauthorizedOperation")).isEqualTo(Category.DENIED);
        assertThat(category("DescribeVpcs", "AuthFailure")).isEqualTo(Category.CREDENTIALS);
        assertThat(category("ReleaseAddress", "AuthFailure")).isEqualTo(Category.DEPENDENCY);
        assertThat(category("CreateNatGateway", "Resource.AlreadyAssociated")).isEqualTo(Category.DEPENDENCY);
        assertThat(category("CreateVpc", "IdempotentParameterMismatch")).isEqualTo(Category.TOKEN_MISMATCH);
        assertThat(category("CreateVpc", "InvalidParameterValue")).isEqualTo(Category.INVALID);
        assertThat(failed("CreateVpc", refused("SomethingNew", 502)).category()).isEqualTo(Category.UNCERTAIN);
        assertThat(failed("CreateVpc", refused("", 429)).category()).isEqualTo(Category.THROTTLED);
        assertThat(failed("CreateThing", new UnsupportedOperationException()).category())
                .isEqualTo(Category.UNSUPPORTED);
    }

    @Test
    void lostAnswersAreUncertain() {
        CloudException lost = failed("CreateVpc", SdkClientException.create("Read timed out"));
        assertThat(lost.category()).isEqualTo(Category.UNCERTAIN);
        assertThat(lost).hasMessageContaining("may have happened");
        CloudException none = failed("CreateVpc", SdkClientException.create("Unable to load credentials from any"));
        assertThat(none.category()).isEqualTo(Category.CREDENTIALS);
    }

    @Test
    void messagesNameActionKindIdCauseAndPermission() {
        CloudException denied = failed("DeleteVpc", refused("UnauthorizedOperation", 403));
        assertThat(denied)
                .hasMessage("DeleteVpc Vpc vpc-1: UnauthorizedOperation: said AWS (missing permission: ec2:DeleteVpc,"
                        + " statement ChangeNetwork of deploy/iam/network.json, for what has the tag"
                        + " stockade.dev/installation: put that back if it was removed)");
        assertThat(denied.code()).isEqualTo("UnauthorizedOperation");
        assertThat(denied.action()).isEqualTo("DeleteVpc");
    }

    @Test
    void aRoleThatCannotBeAssumedIsNamedWithWhatToCheckAndWithoutItsExternalId() {
        RuntimeException refusal = RoleException.of(
                sts("AccessDenied", "not authorized to perform: sts:AssumeRole with id s3cr3t"),
                ROLE,
                "check its trust policy",
                "s3cr3t");

        CloudException denied = failed("DescribeVpcs", refusal);

        assertThat(denied.category()).isEqualTo(Category.DENIED);
        assertThat(denied.code()).isEqualTo("AccessDenied");
        assertThat(denied)
                .hasMessage(
                        "DescribeVpcs Vpc vpc-1: role " + ROLE + " could not be assumed: AccessDenied: not authorized"
                                + " to perform: sts:AssumeRole with id ... (check its trust policy)");
    }

    @Test
    void aCallWhoseRoleCouldNotBeAssumedWasCertainlyNotMade() {
        RuntimeException silence = RoleException.of(SdkClientException.create("no route to host"), ROLE, "", "");
        RuntimeException expired = RoleException.of(sts("ExpiredToken", "expired"), ROLE, "", "");

        assertThat(failed("CreateVpc", silence).category()).isEqualTo(Category.DEPENDENCY);
        assertThat(failed("CreateVpc", silence)).hasMessageNotContaining("may have happened");
        assertThat(failed("CreateVpc", expired).category()).isEqualTo(Category.CREDENTIALS);
        assertThat(failed("CreateVpc", expired)).hasMessageContaining("renew them");
    }

    private static SdkException sts(String code, String message) {
        return StsException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sts")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
