package io.stockade.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final Calls calls = new Calls(
            () -> "111122223333",
            "eu-west-1",
            new Buckets(BucketSizes.standard()),
            (account, region, action, outcome) -> log.add(action + " " + outcome),
            now::get);

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
        assertThat(held.retryAfter()).isBetween(Duration.ofMillis(3300), Duration.ofMillis(3500));
        assertThat(log).endsWith("CreateVpcEndpoint held");
        assertThat(attempt("CreateSubnet", () -> "ok")).as("another action").isNull();
        pass(Duration.ofMillis(3500));
        assertThat(attempt("CreateVpcEndpoint", () -> "ok")).isNull();
    }

    @Test
    void sizesStayUnderWhatAwsAllows() {
        BucketSizes sizes = BucketSizes.standard();
        assertThat(sizes.of("DescribeVpcs").refill()).isBetween(19.0, 19.99);
        assertThat(sizes.of("DescribeVpcs").capacity()).isBetween(95.0, 99.0);
        assertThat(sizes.of("CreateSubnet").refill()).isBetween(4.5, 4.99);
        assertThat(sizes.of("CreateVpcEndpoint").capacity()).isEqualTo(3);
        assertThat(sizes.of("CreateNatGateway").refill()).isLessThan(1);
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
