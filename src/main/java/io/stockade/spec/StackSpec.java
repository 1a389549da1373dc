package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is to be. Only the region is needed.
 *
 * <p>Lists are merged by the name of their items, save for links. What makes a link what it is, both of its ends and its
 * ports, can't be a key in Kubernetes; and a name made up for it would be a second identity, which renaming would break.
 * So links are replaced as a whole, and told apart by what they say.
 */
@ValidationRule(value = ServerRules.KEEPS_ENVIRONMENT, message = "environment is immutable")
@ValidationRule(value = ServerRules.KEEPS_ACCOUNT, message = "account.id is immutable")
@ValidationRule(value = ServerRules.KEEPS_CIDR, message = "network.cidr is immutable")
@ValidationRule(
        value = ServerRules.BOUNDARY_OF_ACCOUNT,
        message = "iam.permissionsBoundary is in another account than account.id says")
@ValidationRule(
        value = ServerRules.LINKS_FROM_GROUPS,
        message = "links.from.group names no security group of the stack")
@ValidationRule(value = ServerRules.LINKS_TO_GROUPS, message = "links.to.group names no entry of securityGroups")
@ValidationRule(
        value = ServerRules.GROUPS_OF_FUNCTIONS,
        message = "a security group has the name of one that Stockade makes for a rotation function")
@ValidationRule(
        value = ServerRules.ROLES_OF_ACCOUNT,
        message = "secretAccess names roles of another account than the stack's")
@ValidationRule(value = ServerRules.KEYS_OF_REGION, message = "secrets.kmsKey is in another region than the stack")
@ValidationRule(
        value = ServerRules.FUNCTIONS_OF_REGION,
        message = "secrets.rotation names a function in another region than the stack")
@ValidationRule(
        value = ServerRules.REPLICAS_ELSEWHERE,
        message = "secrets.replicas names the region of the stack itself")
@ValidationRule(
        value = ServerRules.TIERS_OF_FUNCTIONS,
        message = "secrets.rotation.lambda.tier names no tier of the stack")
public record StackSpec(
        @JsonPropertyDescription(
                "What names and secrets are filed under, such as prod; the namespace when left out. It can't be changed later.")
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 63)
        @ValidationRule(value = ServerRules.UNCHANGED, message = "environment is immutable")
        @Nullable
        String environment,

        @JsonPropertyDescription("The AWS region, such as eu-west-1. It can't be changed later.")
        @Required
        @Pattern(Patterns.REGION)
        @Size(max = 32)
        @ValidationRule(value = ServerRules.UNCHANGED, message = "region is immutable")
        @ValidationRule(
                value = ServerRules.KNOWN_AREA,
                message = "is in no partition of AWS; expected a region such as eu-west-1")
        String region,

        @JsonPropertyDescription("The AWS account, and the role to act in there. The id can't be changed later.")
        @Nullable
        AccountSpec account,

        @JsonPropertyDescription("Tags on everything that is created; one that is left out again is taken off.")
        @Size(max = 40)
        @ValidationRule(
                value = ServerRules.TAG_KEYS,
                message =
                        "names are 1 to 128 letters, digits, spaces and _.:/=+-@, and don't begin with aws: or stockade.dev/")
        @ValidationRule(
                value = ServerRules.TAG_VALUES,
                message = "values are letters, digits, spaces and _.:/=+-@, at most 256")
        Map<String, @Size(max = 256) String> tags,

        @JsonPropertyDescription("How IAM roles are made.") @Nullable
        IamSpec iam,

        @JsonPropertyDescription("What happens to drift.") @Nullable
        DriftSpec drift,

        @JsonPropertyDescription("Which plans wait for a person.") @Nullable
        ApprovalSpec approval,

        @JsonPropertyDescription("What happens when the stack is deleted.") @Nullable
        DeletionSpec deletion,

        @JsonPropertyDescription("Holds back every write while it lasts; observing and reporting go on.") @Nullable
        PauseSpec pause,

        @JsonPropertyDescription("The VPC, its subnets, and its ways out.") @Nullable
        NetworkSpec network,

        @JsonPropertyDescription("The security groups of the stack; what may talk to them is said in links.")
        @KeyedBy("name")
        @Size(max = 100)
        List<SecurityGroupSpec> securityGroups,

        @JsonPropertyDescription("Who may talk to whom. Everything else is shut, in both directions.") @Size(max = 500)
        List<LinkSpec> links,

        @JsonPropertyDescription("Who may use every secret of the environment.") @Nullable
        SecretAccessSpec secretAccess,

        @JsonPropertyDescription("The secrets of the stack, kept in AWS Secrets Manager; never a value.")
        @KeyedBy("name")
        @Size(max = 100)
        List<SecretSpec> secrets) {

    public StackSpec {
        tags = Copies.of(tags);
        securityGroups = Copies.of(securityGroups);
        links = Copies.of(links);
        secrets = Copies.of(secrets);
    }

    public IamSpec iamOrDefault() {
        return Defaults.iam(iam);
    }

    public DriftSpec driftOrDefault() {
        return drift == null ? new DriftSpec(null, List.of(), null) : drift;
    }

    public DriftMode driftMode() {
        return Defaults.drift(drift);
    }

    public ApprovalRequired approvalRequired() {
        return Defaults.approval(approval);
    }

    public DeletionMode deletionMode() {
        return Defaults.deletionMode(deletion);
    }

    public Toggle deletionProtection() {
        return Defaults.deletionProtection(deletion);
    }

    public NetworkSpec networkOrDefault() {
        return network == null ? NetworkSpec.EMPTY : network;
    }
}
