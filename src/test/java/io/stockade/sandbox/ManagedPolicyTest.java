package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static io.stockade.sandbox.Sandboxes.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** Customer managed policies: their versions, where they are attached, and IAM's limits. */
class ManagedPolicyTest {
    private static final String DOCUMENT = document("secretsmanager:GetSecretValue");

    private final IamClient iam = Sandboxes.create().iam(ACCOUNT, REGION);

    private static String document(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    private String policy(String name) {
        return iam.createPolicy(request -> request.policyName(name)
                        .path("/stockade/")
                        .description("of a test")
                        .policyDocument(DOCUMENT)
                        .tags(Tag.builder().key("stack").value("orders").build()))
                .policy()
                .arn();
    }

    private void role(String name) {
        iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(DOCUMENT));
    }

    private void attach(String role, String policy) {
        iam.attachRolePolicy(request -> request.roleName(role).policyArn(policy));
    }

    @Test
    void listsShowNeitherTagsNorDescriptions() {
        String arn = policy("readers");

        Policy read = iam.getPolicy(request -> request.policyArn(arn)).policy();
        Policy listed = iam.listPolicies(
                        request -> request.scope(PolicyScopeType.LOCAL).pathPrefix("/stockade/"))
                .policies()
                .get(0);

        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:policy/stockade/readers");
        assertThat(read.tags()).hasSize(1);
        assertThat(read.description()).isEqualTo("of a test");
        assertThat(listed.tags()).isEmpty();
        assertThat(listed.description()).isNull();
        assertThat(listed.arn()).isEqualTo(arn);
        assertThat(iam.listPolicies(request -> request.pathPrefix("/other/")).policies())
                .isEmpty();
        assertThat(iam.listPolicies(request -> request.onlyAttached(true)).policies())
                .isEmpty();
    }

    @Test
    void listsHavePages() {
        List.of("a", "b", "c").forEach(this::policy);

        ListPoliciesResponse first = iam.listPolicies(request -> request.maxItems(2));
        ListPoliciesResponse second =
                iam.listPolicies(request -> request.maxItems(2).marker(first.marker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.policies()).extracting(Policy::policyName).containsExactly("a", "b");
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.policies()).extracting(Policy::policyName).containsExactly("c");
    }

    @Test
    void namesAreFreeOnceInAnyCase() {
        policy("readers");

        assertRefused("EntityAlreadyExists", () -> policy("Readers"));
    }

    @Test
    void tagsArePutOnAndTakenOff() {
        String arn = policy("readers");
        iam.tagPolicy(request ->
                request.policyArn(arn).tags(Tag.builder().key("team").value("a").build()));
        iam.untagPolicy(request -> request.policyArn(arn).tagKeys("stack"));

        List<Tag> tags =
                iam.getPolicy(request -> request.policyArn(arn)).policy().tags();

        assertThat(tags).extracting(Tag::key).containsExactly("team");
    }

    @Test
    void versionsAreFiveAtMostAndNoNumberIsGivenTwice() {
        String arn = policy("readers");
        for (int count = 0; count < 4; count++) {
            version(arn, true);
        }
        assertRefused("LimitExceeded", () -> version(arn, true));
        assertRefused(
                "DeleteConflict",
                () -> iam.deletePolicyVersion(request -> request.policyArn(arn).versionId("v5")));
        iam.deletePolicyVersion(request -> request.policyArn(arn).versionId("v4"));
        version(arn, false);

        List<PolicyVersion> versions =
                iam.listPolicyVersions(request -> request.policyArn(arn)).versions();

        assertThat(versions).extracting(PolicyVersion::versionId).containsExactly("v6", "v5", "v3", "v2", "v1");
        assertThat(versions).extracting(PolicyVersion::document).containsOnlyNulls();
        assertThat(iam.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v5");
    }

    private void version(String arn, boolean setAsDefault) {
        iam.createPolicyVersion(
                request -> request.policyArn(arn).policyDocument(DOCUMENT).setAsDefault(setAsDefault));
    }

    @Test
    void documentsAreGivenBackUrlEncoded() {
        String arn = policy("readers");

        String document = iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v1"))
                .policyVersion()
                .document();

        assertThat(document).startsWith("%7B");
        assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
        assertRefused(
                "NoSuchEntity",
                () -> iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v2")));
    }

    @Test
    void policyGoesLast() {
        String arn = policy("readers");
        role("orders-api");
        attach("orders-api", arn);
        version(arn, true);
        assertRefused("DeleteConflict", () -> iam.deletePolicy(request -> request.policyArn(arn)));
        assertThat(iam.listEntitiesForPolicy(request -> request.policyArn(arn)).policyRoles())
                .singleElement()
                .satisfies(role -> assertThat(role.roleName()).isEqualTo("orders-api"));
        iam.detachRolePolicy(request -> request.roleName("orders-api").policyArn(arn));
        assertRefused("DeleteConflict", () -> iam.deletePolicy(request -> request.policyArn(arn)));
        iam.deletePolicyVersion(request -> request.policyArn(arn).versionId("v1"));

        iam.deletePolicy(request -> request.policyArn(arn));

        assertRefused("NoSuchEntity", () -> iam.getPolicy(request -> request.policyArn(arn)));
        assertRefused("NoSuchEntity", () -> attach("orders-api", arn));
    }

    @Test
    void sizesAreLimited() {
        String large = document("s3:" + "x".repeat(6144));
        role("orders-api");
        iam.putRolePolicy(
                request -> request.roleName("orders-api").policyName("one").policyDocument(large));

        assertRefused(
                "LimitExceeded",
                () -> iam.createPolicy(request -> request.policyName("large").policyDocument(large)));
        assertRefused(
                "LimitExceeded",
                () -> iam.putRolePolicy(request ->
                        request.roleName("orders-api").policyName("two").policyDocument(large)));
    }

    @Test
    void rolesHaveTenPoliciesAtMost() {
        role("orders-api");
        for (int number = 0; number < 10; number++) {
            attach("orders-api", policy("policy-" + number));
        }
        String eleventh = policy("eleventh");

        assertRefused("LimitExceeded", () -> attach("orders-api", eleventh));
    }
}
