package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Roles, instance profiles, and who one is. */
final class Identities {
    private static final String MANAGED = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    private static final String BOUNDARY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    static final List<Script> SCRIPTS = List.of(
            script("a role's trust is given back URL-encoded", Source.iam("GetRole"))
                    .about("CreateRole", "GetRole")
                    .play(stage -> {
                        String document =
                                role(stage, stage.role(stage.name("trust"))).assumeRolePolicyDocument();
                        String decoded = URLDecoder.decode(document, StandardCharsets.UTF_8);
                        return then(
                                document.startsWith("%7B") ? "encoded" : "plain",
                                decoded.contains("ec2.amazonaws.com") ? "as given" : decoded);
                    })
                    .onAws("encoded; as given"),
            script("a role's name is free once", Source.iam("CreateRole"))
                    .about("CreateRole")
                    .play(stage -> {
                        String name = stage.role(stage.name("once"));
                        return stage.answer(() -> stage.iam.createRole(
                                request -> request.roleName(name).assumeRolePolicyDocument(Stage.TRUST)));
                    })
                    .onAws("EntityAlreadyExists"),
            script("a trust that is no JSON is refused", Source.iam("CreateRole"))
                    .about("CreateRole", "UpdateAssumeRolePolicy")
                    .play(stage -> {
                        String name = stage.role(stage.name("changed"));
                        return then(
                                stage.answer(() -> stage.iam.createRole(request ->
                                        request.roleName(stage.name("broken")).assumeRolePolicyDocument("no JSON"))),
                                stage.answer(() -> stage.iam.updateAssumeRolePolicy(
                                        request -> request.roleName(name).policyDocument("no JSON"))));
                    })
                    .onAws("MalformedPolicyDocument; MalformedPolicyDocument")
                    .onMoto("done; MalformedPolicyDocument", "moto doesn't read the trust of a new role"),
            script("a role's trust is changed in place", Source.iam("UpdateAssumeRolePolicy"))
                    .about("UpdateAssumeRolePolicy")
                    .play(stage -> {
                        String name = stage.role(stage.name("trusting"));
                        String other = Stage.TRUST.replace("ec2.amazonaws.com", "lambda.amazonaws.com");
                        stage.iam.updateAssumeRolePolicy(
                                request -> request.roleName(name).policyDocument(other));
                        return role(stage, name).assumeRolePolicyDocument().contains("lambda.amazonaws.com")
                                ? "changed"
                                : "as it was";
                    })
                    .onAws("changed"),
            script("lists of roles show neither tags nor boundaries", Source.iam("ListRoles"))
                    .about("ListRoles", "GetRole", "TagRole", "PutRolePermissionsBoundary")
                    .play(Identities::listed)
                    .onAws("listed without; read with"),
            script("a boundary is put on and taken off", Source.iam("PutRolePermissionsBoundary"))
                    .about("PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary")
                    .play(stage -> {
                        String name = stage.role(stage.name("bound"));
                        stage.iam.putRolePermissionsBoundary(
                                request -> request.roleName(name).permissionsBoundary(BOUNDARY));
                        var before = role(stage, name).permissionsBoundary();
                        stage.iam.deleteRolePermissionsBoundary(request -> request.roleName(name));
                        return then(
                                before == null ? "none" : before.permissionsBoundaryArn(),
                                role(stage, name).permissionsBoundary() == null ? "none" : "still there");
                    })
                    .onAws(BOUNDARY + "; none"),
            script("managed policies are attached and detached by name", Source.iam("AttachRolePolicy"))
                    .about("AttachRolePolicy", "DetachRolePolicy", "ListAttachedRolePolicies")
                    .play(stage -> {
                        String name = stage.role(stage.name("attached"));
                        stage.iam.attachRolePolicy(
                                request -> request.roleName(name).policyArn(MANAGED));
                        int attached = attached(stage, name);
                        return then(attached, detach(stage, name), attached(stage, name), detach(stage, name));
                    })
                    .onAws("1; done; 0; NoSuchEntity"),
            script("a role with policies can't be deleted", Source.iam("DeleteRole"))
                    .about("DeleteRole", "DeleteRolePolicy", "ListRolePolicies")
                    .item(5)
                    .play(Identities::emptied)
                    .onAws("DeleteConflict; DeleteConflict; [extra]; done; NoSuchEntity"),
            script("an inline policy is put over the one of its name", Source.iam("PutRolePolicy"))
                    .about("PutRolePolicy", "ListRolePolicies")
                    .play(stage -> {
                        String name = stage.role(stage.name("inline"));
                        inline(stage, name);
                        inline(stage, name);
                        return stage.iam
                                .listRolePolicies(request -> request.roleName(name))
                                .policyNames()
                                .toString();
                    })
                    .onAws("[extra]"),
            script("an instance profile's name is free once", Source.iam("CreateInstanceProfile"))
                    .about("CreateInstanceProfile")
                    .play(stage -> {
                        String name = profile(stage, "once");
                        return stage.answer(
                                () -> stage.iam.createInstanceProfile(request -> request.instanceProfileName(name)));
                    })
                    .onAws("EntityAlreadyExists"),
            script("an instance profile has one role", Source.iam("AddRoleToInstanceProfile"))
                    .about("AddRoleToInstanceProfile", "GetInstanceProfile")
                    .play(stage -> {
                        String profile = profile(stage, "full");
                        String first = stage.role(stage.name("first"));
                        String second = stage.role(stage.name("second"));
                        return then(
                                add(stage, profile, first),
                                shown(stage, profile).roles().get(0).roleName().equals(first) ? "its role" : "none",
                                add(stage, profile, second));
                    })
                    .onAws("done; its role; LimitExceeded"),
            script(
                            "an instance profile with a role can't be deleted, nor can the role",
                            Source.iam("DeleteInstanceProfile"))
                    .about("DeleteInstanceProfile", "RemoveRoleFromInstanceProfile", "DeleteRole")
                    .item(5)
                    .play(Identities::unmade)
                    .onAws("DeleteConflict; DeleteConflict; done; NoSuchEntity; done; done; NoSuchEntity")
                    .onMoto(
                            "DeleteConflict; DeleteConflict; done; HTTP 500; done; done; NoSuchEntity",
                            "moto falls over a role that a profile doesn't have"),
            script("lists of instance profiles show roles and no tags", Source.iam("ListInstanceProfiles"))
                    .about("ListInstanceProfiles", "GetInstanceProfile", "TagInstanceProfile")
                    .play(Identities::profileListed)
                    .onAws("listed without; read with")
                    .onMoto("listed with; read with", "moto lists tags too"),
            script("who calls is told by account and name", Source.sts("GetCallerIdentity"))
                    .about("GetCallerIdentity")
                    .play(stage -> {
                        var caller = stage.sts.getCallerIdentity();
                        return then(
                                caller.account().length() + " digits",
                                caller.arn().contains("::" + caller.account() + ":")
                                        ? "in the name too"
                                        : caller.arn());
                    })
                    .onAws("12 digits; in the name too"),
            script("a role of another account gives keys that end", Source.sts("AssumeRole"))
                    .about("AssumeRole")
                    .play(stage -> {
                        var answer = stage.sts.assumeRole(
                                request -> request.roleArn("arn:aws:iam::444455556666:role/stockade")
                                        .roleSessionName("stockade")
                                        .externalId("orders"));
                        return then(
                                answer.assumedRoleUser().arn(),
                                answer.credentials().expiration() == null ? "for ever" : "for a time");
                    })
                    .onAws("arn:aws:sts::444455556666:assumed-role/stockade/stockade; for a time"));

    private Identities() {}

    private static Role role(Stage stage, String name) {
        return stage.iam.getRole(request -> request.roleName(name)).role();
    }

    private static String profile(Stage stage, String name) {
        String own = stage.name(name);
        stage.iam.createInstanceProfile(request -> request.instanceProfileName(own));
        return own;
    }

    private static InstanceProfile shown(Stage stage, String profile) {
        return stage.iam
                .getInstanceProfile(request -> request.instanceProfileName(profile))
                .instanceProfile();
    }

    private static String add(Stage stage, String profile, String role) {
        return stage.answer(() -> stage.iam.addRoleToInstanceProfile(
                request -> request.instanceProfileName(profile).roleName(role)));
    }

    private static int attached(Stage stage, String role) {
        return stage.iam
                .listAttachedRolePolicies(request -> request.roleName(role))
                .attachedPolicies()
                .size();
    }

    private static String detach(Stage stage, String role) {
        return stage.answer(() ->
                stage.iam.detachRolePolicy(request -> request.roleName(role).policyArn(MANAGED)));
    }

    private static Tag tag() {
        return Tag.builder().key("stack").value("orders").build();
    }

    private static String listed(Stage stage) {
        String name = stage.role(stage.name("listed"));
        stage.iam.tagRole(request -> request.roleName(name).tags(tag()));
        stage.iam.putRolePermissionsBoundary(request -> request.roleName(name).permissionsBoundary(BOUNDARY));
        Role inList = stage.iam.listRolesPaginator().roles().stream()
                .filter(role -> role.roleName().equals(name))
                .findFirst()
                .orElseThrow();
        Role read = role(stage, name);
        return then(
                inList.tags().isEmpty() && inList.permissionsBoundary() == null ? "listed without" : "listed with",
                !read.tags().isEmpty() && read.permissionsBoundary() != null ? "read with" : "read without");
    }

    private static String profileListed(Stage stage) {
        String name = profile(stage, "listed");
        stage.iam.tagInstanceProfile(
                request -> request.instanceProfileName(name).tags(tag()));
        boolean listed = stage.iam.listInstanceProfilesPaginator().instanceProfiles().stream()
                .filter(profile -> profile.instanceProfileName().equals(name))
                .allMatch(profile -> profile.tags().isEmpty());
        return then(
                listed ? "listed without" : "listed with",
                shown(stage, name).tags().isEmpty() ? "read without" : "read with");
    }

    private static String emptied(Stage stage) {
        String name = stage.role(stage.name("emptied"));
        stage.iam.attachRolePolicy(request -> request.roleName(name).policyArn(MANAGED));
        inline(stage, name);
        String full = deleteRole(stage, name);
        detach(stage, name);
        String inline = deleteRole(stage, name);
        List<String> names =
                stage.iam.listRolePolicies(request -> request.roleName(name)).policyNames();
        stage.iam.deleteRolePolicy(request -> request.roleName(name).policyName("extra"));
        return then(full, inline, names, deleteRole(stage, name), deleteRole(stage, name));
    }

    private static void inline(Stage stage, String role) {
        stage.iam.putRolePolicy(
                request -> request.roleName(role).policyName("extra").policyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}"""));
    }

    private static String deleteRole(Stage stage, String name) {
        return stage.answer(() -> stage.iam.deleteRole(request -> request.roleName(name)));
    }

    private static String unmade(Stage stage) {
        String profile = profile(stage, "unmade");
        String role = stage.role(stage.name("unmade"));
        add(stage, profile, role);
        return then(
                deleteProfile(stage, profile),
                deleteRole(stage, role),
                remove(stage, profile, role),
                remove(stage, profile, role),
                deleteRole(stage, role),
                deleteProfile(stage, profile),
                deleteProfile(stage, profile));
    }

    private static String remove(Stage stage, String profile, String role) {
        return stage.answer(() -> stage.iam.removeRoleFromInstanceProfile(
                request -> request.instanceProfileName(profile).roleName(role)));
    }

    private static String deleteProfile(Stage stage, String profile) {
        return stage.answer(() -> stage.iam.deleteInstanceProfile(request -> request.instanceProfileName(profile)));
    }
}
