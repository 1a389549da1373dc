package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Written;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.Tags;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

/** What roles may do: policies of their own that are attached, and the one that is written into a role of ours. */
class PolicyDriversTest {
    private static final PolicyDocument READ = document("secretsmanager:GetSecretValue");
    private static final PolicyDocument WRITE = document("secretsmanager:PutSecretValue");
    private static final String ARN = "arn:aws:iam::" + Lab.ACCOUNT + ":policy/stockade/stockade-prod-readers";

    private final Lab lab = new Lab();
    private final Tags tags = Lab.tags(ResourceKind.MANAGED_POLICY, "readers");
    private final IamClient console = lab.sandbox.as("console").iam(Lab.ACCOUNT, Lab.REGION);

    private static PolicyDocument document(String action) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                + action + "\",\"Resource\":\"*\"}]}");
    }

    private ManagedPolicy policy(PolicyDocument document, String... roles) {
        return new ManagedPolicy("stockade-prod-readers", "/stockade/", document, new TreeSet<>(List.of(roles)), tags);
    }

    /** Somebody's role, that is none of ours. */
    private void foreign(String... names) {
        for (String name : names) {
            console.createRole(request -> request.roleName(name).assumeRolePolicyDocument(READ.json()));
        }
    }

    @Test
    void policyGoesAround() {
        foreign("orders-api", "billing");
        ManagedPolicy wanted = policy(READ, "orders-api");
        Observed<ManagedPolicy> made = lab.fromHere().make("readers", wanted);
        assertThat(lab.calls).containsExactly("CreatePolicy ok", "AttachRolePolicy ok");
        assertThat(made.id()).isEqualTo(ARN);
        lab.assertShown(made);
        assertThat(lab.make("readers", wanted).value()).as("the same name").isEqualTo(made.value());
        ManagedPolicy desired = new ManagedPolicy(
                wanted.name(),
                wanted.path(),
                WRITE,
                new TreeSet<>(Set.of("billing")),
                tags.with(Map.of("cost-center", "42")));

        Observed<ManagedPolicy> changed = lab.fromHere().change(made, desired, "document", "roles", "tags");

        assertThat(lab.calls)
                .containsExactly(
                        "CreatePolicyVersion ok", "AttachRolePolicy ok", "DetachRolePolicy ok", "TagPolicy ok");
        lab.assertShown(changed);
        lab.delete(changed);
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).hasSize(1);
    }

    @Test
    void listTellsNamesOnly() {
        Observed<ManagedPolicy> made = lab.make("readers", policy(READ));
        console.createPolicy(request -> request.policyName("theirs").policyDocument(READ.json()));

        List<Observed<?>> listed = lab.fromHere().listed(ResourceKind.MANAGED_POLICY);

        assertThat(listed).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(made.id());
            assertThat(each.unread()).containsExactly("document", "roles", "tags");
        });
        assertThat(lab.calls).containsExactly("ListPolicies ok");
    }

    @Test
    void foreignPolicyOfTheNameIsNotTaken() {
        lab.make("readers", new ManagedPolicy("stockade-prod-readers", "/stockade/", READ, new TreeSet<>(), Tags.NONE));
        ManagedPolicy wanted = policy(READ);

        CloudException taken = catchThrowableOfType(
                CloudException.class, () -> lab.driver(wanted).create(List.of(Lab.creation("readers", wanted))));

        assertThat(taken.category()).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(taken).hasMessageContaining("belongs to no stack");
    }

    @Test
    void attachmentToARoleThatIsNotThereWaits() {
        ManagedPolicy wanted = policy(READ, "orders-api");

        Written written = lab.driver(wanted).create(List.of(Lab.creation("readers", wanted)));

        assertThat(written.problem())
                .isNotNull()
                .extracting(CloudException::category)
                .isEqualTo(Category.DEPENDENCY);
        assertThat(lab.own(written, wanted).value().roles()).isEmpty();
    }

    @Test
    void oldestVersionMakesRoom() {
        Observed<ManagedPolicy> policy = lab.make("readers", policy(READ));
        for (int count = 0; count < 4; count++) {
            policy = lab.change(policy, policy(count % 2 == 0 ? WRITE : READ), "document");
        }

        Observed<ManagedPolicy> sixth = lab.fromHere().change(policy, policy(WRITE), "document");

        assertThat(lab.calls)
                .containsExactly(
                        "CreatePolicyVersion quota",
                        "ListPolicyVersions ok",
                        "DeletePolicyVersion ok",
                        "CreatePolicyVersion ok");
        lab.assertShown(sixth);
        assertThat(console.listPolicyVersions(request -> request.policyArn(ARN)).versions())
                .extracting("versionId")
                .containsExactly("v6", "v5", "v4", "v3", "v2");
    }

    @Test
    void policyThatOthersAttachedGoesAllTheSame() {
        foreign("orders-api");
        Observed<ManagedPolicy> made = lab.make("readers", policy(READ));
        Observed<ManagedPolicy> changed = lab.change(made, policy(WRITE), "document");
        console.attachRolePolicy(request -> request.roleName("orders-api").policyArn(ARN));

        lab.fromHere().delete(changed);

        lab.assertGone(changed);
        assertThat(lab.calls.subList(0, 6))
                .containsExactly(
                        "DeletePolicy dependency",
                        "ListEntitiesForPolicy ok",
                        "DetachRolePolicy ok",
                        "ListPolicyVersions ok",
                        "DeletePolicyVersion ok",
                        "DeletePolicy ok");
    }

    private Role role(PolicyDocument inline) {
        return new Role(
                "stockade-orders-rotate",
                "/stockade/",
                READ,
                new TreeSet<>(),
                inline,
                "",
                Lab.tags(ResourceKind.ROLE, "rotate"));
    }

    private void write(String name, PolicyDocument document) {
        console.putRolePolicy(request ->
                request.roleName("stockade-orders-rotate").policyName(name).policyDocument(document.json()));
    }

    @Test
    void inlinePolicyIsWrittenAndErased() {
        Observed<Role> made = lab.fromHere().make("rotate", role(READ));
        assertThat(lab.calls).containsExactly("CreateRole ok", "PutRolePolicy ok");
        lab.assertShown(made);
        Observed<Role> changed = lab.change(made, role(WRITE), "inlinePolicy");
        lab.assertShown(changed);

        Observed<Role> bare = lab.change(changed, role(PolicyDocument.NONE), "inlinePolicy");

        lab.assertShown(bare);
        assertThat(console.listRolePolicies(request -> request.roleName(bare.id()))
                        .policyNames())
                .isEmpty();
    }

    @Test
    void policyThatSomebodyElseWroteIsSeenAndErased() {
        Observed<Role> made = lab.make("rotate", role(READ));
        write("everything", document("*"));
        Observed<Role> seen = lab.driver(made.value()).readById(made.id()).orElseThrow();
        assertThat(seen.value().inlinePolicy()).isEqualTo(document("*"));

        Observed<Role> repaired = lab.change(seen, role(READ), "inlinePolicy");

        lab.assertShown(repaired);
        assertThat(console.listRolePolicies(request -> request.roleName(made.id()))
                        .policyNames())
                .containsExactly("stockade");
    }

    @Test
    void roleGoesWithItsPolicyWithoutReading() {
        Observed<Role> made = lab.make("rotate", role(READ));

        lab.fromHere().delete(made);

        assertThat(lab.calls).containsExactly("DeleteRolePolicy ok", "DeleteRole ok");
    }

    @Test
    void roleWhosePolicyWasNotWrittenIsKnownToLackIt() {
        lab.sandbox.faults().once(FaultPoint.action("PutRolePolicy"), Fault.internalError());
        Role wanted = role(READ);

        Written written = lab.driver(wanted).create(List.of(Lab.creation("rotate", wanted)));

        assertThat(written.problem()).isNotNull();
        assertThat(lab.own(written, wanted).value().inlinePolicy()).isEqualTo(PolicyDocument.NONE);
    }
}
