package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Written;
import io.stockade.graph.Component;
import io.stockade.graph.Function;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Functions that rotate secrets: their code, their place, their states, who may invoke them. */
class FunctionDriverTest {
    private static final String NAME = "stockade-orders-rotate";
    private static final String ARN =
            "arn:aws:lambda:" + Lab.REGION + ":" + Lab.ACCOUNT + ":function:stockade-orders-rotate";
    private static final PolicyDocument TRUST = PolicyDocument.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                    + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}");
    private static final PolicyDocument CONNECT = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":"
            + "[{\"Effect\":\"Allow\",\"Action\":\"ec2:CreateNetworkInterface\",\"Resource\":\"*\"}]}");

    private final Lab lab = new Lab();
    private final String vpc = lab.make(
                    "main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Lab.tags(ResourceKind.VPC, "main")))
            .id();
    private final Tags tags = Lab.tags(ResourceKind.FUNCTION, "rotate");

    private Ref subnet(String name, String range) {
        Tags own = Lab.tags(ResourceKind.SUBNET, name);
        return Ref.known(lab.make(name, new Subnet(Ref.known(vpc), Cidr.parse(range), "euw1-az1", false, own))
                .id());
    }

    private Ref group(String name) {
        Tags own = Lab.tags(ResourceKind.SECURITY_GROUP, name);
        return Ref.known(lab.make(name, new SecurityGroup(Ref.known(vpc), name, "of functions", own))
                .id());
    }

    private Ref role(String name) {
        Role role = new Role(
                "stockade-orders-" + name,
                "/stockade/",
                TRUST,
                new TreeSet<>(),
                CONNECT,
                "",
                Lab.tags(ResourceKind.ROLE, name));
        String id = lab.make(name, role).id();
        lab.wait(Duration.ofSeconds(10));
        return Ref.known(id);
    }

    private static PolicyDocument policy(String... sids) {
        List<String> statements = List.of(sids).stream()
                .map(sid -> "{\"Sid\":\"" + sid + "\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Service\":\"secretsmanager.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + ARN + "\",\"Condition\":{"
                        + "\"StringEquals\":{\"AWS:SourceAccount\":\"" + Lab.ACCOUNT + "\"}}}")
                .toList();
        return PolicyDocument.parse(
                "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    private Function function(Ref role, Ref subnet, Ref group) {
        return new Function(
                NAME,
                "python3.12",
                "rotate.handler",
                role,
                "code",
                "rotation/postgres (v1).zip",
                "3sL4kqtJlcpXroDTDmJ",
                new TreeSet<>(Set.of(subnet)),
                new TreeSet<>(Set.of(group)),
                30,
                128,
                policy("rotation"),
                tags);
    }

    private Function function() {
        return function(role("rotate"), subnet("app", "10.40.0.0/24"), group("rotate"));
    }

    private LambdaClient console() {
        return lab.sandbox.as("console").lambda(Lab.ACCOUNT, Lab.REGION);
    }

    private static Function with(Function function, String component, Object value) {
        return Component.with(function, component, value);
    }

    /** What is known of a function that was made, with the tags that tell of its code. */
    private Observed<Function> whole(Observed<Function> known) {
        return lab.driver(known.value()).readById(known.id()).orElseThrow();
    }

    /** All that was asked for is so, whatever else there is. */
    private void assertLike(Observed<Function> seen, Function desired) {
        assertThat(with(seen.value(), "tags", desired.tags())).isEqualTo(desired);
        assertThat(seen.tags().values()).containsAllEntriesOf(desired.tags().values());
        assertThat(seen.unread()).isEmpty();
    }

    @Test
    void functionIsMadeAndShown() {
        Function wanted = function();
        Observed<Function> made = lab.fromHere().make("rotate", wanted);
        assertThat(lab.calls).containsExactly("GetRole ok", "CreateFunction ok", "AddPermission ok", "TagResource ok");
        assertThat(made.id()).isEqualTo(ARN);
        assertThat(made.lifecycle()).isEqualTo(Lifecycle.PENDING);
        assertLike(made, wanted);
        assertThat(lab.listed(made).orElseThrow().lifecycle()).isEqualTo(Lifecycle.PENDING);

        lab.wait(Duration.ofMinutes(2));

        lab.assertShown(whole(made));
        assertThat(whole(made).lifecycle()).isEqualTo(Lifecycle.READY);
        assertLike(whole(made), wanted);
        assertThat(lab.make("rotate", wanted).id()).as("the same name").isEqualTo(ARN);
    }

    @Test
    void listTellsNoDetails() {
        Observed<Function> made = lab.make("rotate", function());

        Observed<?> listed = lab.fromHere().listed(made).orElseThrow();

        assertThat(listed.unread()).containsExactly("codeBucket", "codeKey", "codeVersion", "policy", "tags");
        assertThat(lab.calls).containsExactly("ListFunctions ok", "GetFunctionConfiguration ok");
    }

    @Test
    void somebodyElsesFunctionsAreNotAskedFor() {
        Function wanted = function();
        console()
                .createFunction(request -> request.functionName("theirs")
                        .runtime("python3.12")
                        .handler("a.b")
                        .role("arn:aws:iam::" + Lab.ACCOUNT + ":role/stockade/"
                                + wanted.role().text())
                        .code(code -> code.s3Bucket("code").s3Key("a.zip")));

        List<Observed<?>> listed = lab.fromHere().listed(ResourceKind.FUNCTION);

        assertThat(listed).isEmpty();
        assertThat(lab.calls).containsExactly("ListFunctions ok");
    }

    @Test
    void functionWaitsForWhatLambdaDoesNotSeeYet() {
        Ref subnet = subnet("app", "10.40.0.0/24");
        Ref group = group("rotate");
        Role fresh = new Role(
                "stockade-orders-new", "/", TRUST, new TreeSet<>(), CONNECT, "", Lab.tags(ResourceKind.ROLE, "new"));
        Ref role = Ref.known(lab.make("new", fresh).id());

        CloudException tooEarly = refused(function(role, subnet, group));
        lab.wait(Duration.ofSeconds(10));
        CloudException nowhere = refused(function(role, Ref.known("subnet-0123456789abcdef0"), group));

        assertThat(tooEarly).hasMessageContaining("cannot be assumed by Lambda");
        assertThat(tooEarly.category()).isEqualTo(Category.DEPENDENCY);
        assertThat(nowhere.category()).isEqualTo(Category.DEPENDENCY);
        lab.make("rotate", function(role, subnet, group));
    }

    private CloudException refused(Function wanted) {
        return catchThrowableOfType(
                CloudException.class, () -> lab.driver(wanted).create(List.of(Lab.creation("rotate", wanted))));
    }

    @Test
    void foreignFunctionOfTheNameIsNotTaken() {
        Function wanted = function();
        lab.make("rotate", with(wanted, "tags", Tags.of(Map.of("team", "a"))));

        CloudException taken = refused(wanted);

        assertThat(taken.category()).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(taken).hasMessageContaining("belongs to no stack");
    }

    @Test
    void configurationAndTagsChangeInPlace() {
        Function wanted = function();
        Observed<Function> made = lab.make("rotate", wanted);
        lab.wait(Duration.ofMinutes(2));
        Function desired = new Function(
                NAME,
                "python3.13",
                "other.handler",
                role("other"),
                wanted.codeBucket(),
                wanted.codeKey(),
                wanted.codeVersion(),
                new TreeSet<>(Set.of(subnet("data", "10.40.1.0/24"))),
                new TreeSet<>(Set.of(group("other"))),
                60,
                256,
                wanted.policy(),
                tags.with(Map.of("cost-center", "42")));

        Observed<Function> changed = lab.fromHere()
                .change(
                        whole(made),
                        desired,
                        "runtime",
                        "handler",
                        "role",
                        "subnets",
                        "groups",
                        "timeoutSeconds",
                        "memory",
                        "tags");

        assertThat(lab.calls.subList(3, lab.calls.size()))
                .containsExactly("TagResource ok", "GetRole ok", "UpdateFunctionConfiguration ok");
        assertThat(changed.lifecycle()).isEqualTo(Lifecycle.PENDING);
        lab.wait(Duration.ofMinutes(2));
        assertLike(whole(changed), desired);
        assertThat(whole(changed).lifecycle()).isEqualTo(Lifecycle.READY);
    }

    @Test
    void codeChangesInPlace() {
        Function wanted = function();
        Observed<Function> made = lab.make("rotate", wanted);
        lab.wait(Duration.ofMinutes(2));
        Function desired = with(with(wanted, "codeKey", "rotation/other=%.zip"), "codeVersion", "");

        Observed<Function> changed = lab.fromHere().change(made, desired, "codeKey", "codeVersion");

        assertThat(lab.calls).containsExactly("UpdateFunctionCode ok", "TagResource ok");
        lab.wait(Duration.ofMinutes(1));
        assertLike(whole(changed), desired);
    }

    @Test
    void codeThatSomebodyElseUploadedIsSeen() {
        Function wanted = function();
        Observed<Function> made = lab.make("rotate", wanted);
        lab.wait(Duration.ofMinutes(2));
        console()
                .updateFunctionCode(
                        request -> request.functionName(NAME).s3Bucket("evil").s3Key("stealing.zip"));
        lab.wait(Duration.ofMinutes(1));

        Observed<Function> seen = whole(made);

        assertThat(seen.value().codeVersion()).startsWith("unknown, with the digest ");
        assertThat(with(seen.value(), "codeVersion", wanted.codeVersion()).codeKey())
                .isEqualTo(wanted.codeKey());
        lab.change(seen, wanted, "codeVersion");
        lab.wait(Duration.ofMinutes(1));
        assertLike(whole(made), wanted);
    }

    @Test
    void lostNoteOfTheCodeIsMadeGood() {
        Function wanted = function();
        lab.sandbox.faults().once(FaultPoint.action("TagResource"), new Fault.RequestLost());

        Written written = lab.driver(wanted).create(List.of(Lab.creation("rotate", wanted)));

        assertThat(written.problem()).isNotNull();
        Observed<Function> known = lab.own(written, wanted);
        assertThat(known.value().codeVersion()).startsWith("unknown");
        assertThat(whole(known).value().codeVersion()).isEqualTo(known.value().codeVersion());
    }

    @Test
    void whoMayInvokeIsChangedStatementByStatement() {
        Function wanted = function();
        Observed<Function> made = lab.make("rotate", wanted);
        console()
                .addPermission(request -> request.functionName(NAME)
                        .statementId("everybody")
                        .action("lambda:InvokeFunction")
                        .principal("*"));
        console().removePermission(request -> request.functionName(NAME).statementId("rotation"));
        console()
                .addPermission(request -> request.functionName(NAME)
                        .statementId("rotation")
                        .action("lambda:InvokeFunction")
                        .principal("secretsmanager.amazonaws.com"));
        Observed<Function> opened = whole(made);
        assertThat(opened.value().policy()).isNotEqualTo(wanted.policy());

        lab.fromHere().change(opened, wanted, "policy");

        assertThat(lab.calls).containsExactly("RemovePermission ok", "AddPermission ok", "RemovePermission ok");
        assertLike(whole(made), wanted);
    }

    @Test
    void statementThatWasNotSeenIsReplaced() {
        Function wanted = function();
        Observed<Function> made = lab.make("rotate", wanted);
        Observed<Function> unseen =
                Observed.ready(with(made.value(), "policy", PolicyDocument.NONE), made.id(), made.readAt());

        lab.change(unseen, wanted, "policy");

        assertLike(whole(made), wanted);
    }

    @Test
    void changesOfWhatIsBeingChangedWait() {
        Function wanted = function();
        Observed<Function> made = lab.make("rotate", wanted);

        CloudException pending = catchThrowableOfType(
                CloudException.class,
                () -> lab.driver(wanted).update(made, with(wanted, "memory", 256), Set.of("memory")));

        assertThat(pending.category()).isEqualTo(Category.DEPENDENCY);
    }

    @Test
    void functionWithoutAddressesIsGivenUp() {
        Ref role = role("rotate");
        Ref small = subnet("small", "10.40.2.0/28");
        for (int count = 0; count < 11; count++) {
            lab.console().createNetworkInterface(request -> request.subnetId(small.text()));
        }
        Observed<Function> made = lab.make("rotate", function(role, small, group("rotate")));

        lab.wait(Duration.ofMinutes(2));

        assertThat(whole(made).lifecycle()).isEqualTo(Lifecycle.FAILED);
        assertThat(whole(made).note()).contains("no free IP addresses");
    }

    @Test
    void functionIsDeletedOnce() {
        Observed<Function> made = lab.make("rotate", function());
        lab.delete(made);
        lab.assertGone(made);

        Written again = lab.delete(made);

        assertThat(again.gone()).hasSize(1);
    }

    @Test
    void placeThatIsTooLongForATagIsRefused() {
        Function wanted = with(function(), "codeKey", "k".repeat(300));

        CloudException refusal = refused(wanted);

        assertThat(refusal.category()).isEqualTo(Category.INVALID);
        assertThat(refusal).hasMessageContaining("give the zip a shorter key");
        assertThat(lab.count("CreateFunction")).isZero();
    }
}
