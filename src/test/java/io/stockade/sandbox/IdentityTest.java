package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** IAM, SSM and STS. */
class IdentityTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private final Sandbox sandbox = Sandboxes.create();
    private final IamClient iam = sandbox.iam(ACCOUNT, REGION);

    private Role role(String name) {
        return iam.createRole(request -> request.roleName(name)
                        .path("/stockade/")
                        .permissionsBoundary("arn:aws:iam::111122223333:policy/edge")
                        .assumeRolePolicyDocument(TRUST))
                .role();
    }

    @Test
    void rolesAreOfTheAccountAndNotOfARegion() {
        Role made = role("nat");
        assertThat(made.arn()).isEqualTo("arn:aws:iam::111122223333:role/stockade/nat");
        Role found = sandbox.iam(ACCOUNT, "us-east-1")
                .getRole(request -> request.roleName("nat"))
                .role();
        assertThat(found.permissionsBoundary().permissionsBoundaryArn()).endsWith("policy/edge");
        // API reference, GetRole: documents are URL-encoded.
        assertThat(URLDecoder.decode(found.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
        assertThatThrownBy(() -> role("nat")).isInstanceOf(EntityAlreadyExistsException.class);
        assertThat(iam.listRoles(request -> request.pathPrefix("/other/")).roles())
                .isEmpty();
        assertThatThrownBy(() -> sandbox.iam("444455556666", REGION).getRole(request -> request.roleName("nat")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void rolesGoLast() {
        role("nat");
        iam.putRolePolicy(
                request -> request.roleName("nat").policyName("inline").policyDocument(TRUST));
        iam.attachRolePolicy(
                request -> request.roleName("nat").policyArn("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
        iam.createInstanceProfile(request -> request.instanceProfileName("nat"));
        iam.addRoleToInstanceProfile(
                request -> request.instanceProfileName("nat").roleName("nat"));
        assertThat(iam.getInstanceProfile(request -> request.instanceProfileName("nat"))
                        .instanceProfile()
                        .roles())
                .hasSize(1);
        // API reference, DeleteRole: no policies, no profiles.
        assertThatThrownBy(this::delete).isInstanceOf(DeleteConflictException.class);
        iam.detachRolePolicy(
                request -> request.roleName("nat").policyArn("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
        assertThatThrownBy(this::delete).isInstanceOf(DeleteConflictException.class);
        iam.deleteRolePolicy(request -> request.roleName("nat").policyName("inline"));
        assertThatThrownBy(this::delete).isInstanceOf(DeleteConflictException.class);
        iam.removeRoleFromInstanceProfile(
                request -> request.instanceProfileName("nat").roleName("nat"));
        delete();
        iam.deleteInstanceProfile(request -> request.instanceProfileName("nat"));
        assertThatThrownBy(this::delete)
                .isInstanceOf(NoSuchEntityException.class)
                .satisfies(thrown -> assertThat(((NoSuchEntityException) thrown).statusCode())
                        .isEqualTo(404));
    }

    private void delete() {
        iam.deleteRole(request -> request.roleName("nat"));
    }

    @Test
    void documentsAreJson() {
        assertThatThrownBy(
                        () -> iam.createRole(request -> request.roleName("nat").assumeRolePolicyDocument("banana")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void imagesAreFoundByTheirParameters() {
        SsmClient ssm = sandbox.ssm(ACCOUNT, REGION);
        String name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";
        assertThat(ssm.getParameters(request -> request.names(name + "arm64", name + "x86_64", "/none")))
                .satisfies(response -> {
                    assertThat(response.parameters()).hasSize(2);
                    assertThat(response.invalidParameters()).containsExactly("/none");
                });
        assertThatThrownBy(() -> ssm.getParameter(request -> request.name("/none")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void rolesAreTakenOn() {
        assertThat(sandbox.sts(ACCOUNT, REGION)
                        .assumeRole(request -> request.roleArn("arn:aws:iam::444455556666:role/team/stockade")
                                .roleSessionName("s"))
                        .assumedRoleUser()
                        .arn())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/stockade/s");
    }
}
