package io.stockade.aws.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What IAM wants for a call of the API: mostly the action of the same name, and sometimes others that are no calls of
 * ours. From the service authorization reference (the columns "Actions" and "Dependent actions") and, for Auto Scaling,
 * docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-api-permissions.html.
 */
public final class Needs {
    private static final List<Implied> IMPLIED = List.of(
            new Implied(
                    "ec2:CreateTags",
                    "what is made is tagged by the call that makes it",
                    "AllocateAddress",
                    "CreateInternetGateway",
                    "CreateLaunchTemplate",
                    "CreateNatGateway",
                    "CreateNetworkInterface",
                    "CreateRouteTable",
                    "CreateSecurityGroup",
                    "CreateSubnet",
                    "CreateVpc",
                    "CreateVpcEndpoint"),
            new Implied(
                    "ec2:CreateTags",
                    "the template tags the instances",
                    "CreateAutoScalingGroup",
                    "UpdateAutoScalingGroup"),
            new Implied(
                    "ec2:RunInstances",
                    "asked of whoever gives a template to a group",
                    "CreateAutoScalingGroup",
                    "UpdateAutoScalingGroup"),
            new Implied(
                    "ssm:GetParameters",
                    "the template names its image by a parameter",
                    "CreateAutoScalingGroup",
                    "CreateLaunchTemplate",
                    "UpdateAutoScalingGroup"),
            new Implied(
                    "iam:PassRole",
                    "a role is handed to EC2",
                    "AddRoleToInstanceProfile",
                    "CreateAutoScalingGroup",
                    "UpdateAutoScalingGroup"),
            new Implied("iam:PassRole", "a role is handed to Lambda", "CreateFunction", "UpdateFunctionConfiguration"),
            new Implied(
                    "iam:CreateServiceLinkedRole",
                    "the first group of an account brings Auto Scaling's role with it",
                    "CreateAutoScalingGroup"),
            new Implied("iam:TagPolicy", "what is made is tagged by the call that makes it", "CreatePolicy"),
            new Implied("lambda:TagResource", "what is made is tagged by the call that makes it", "CreateFunction"),
            new Implied("iam:TagRole", "what is made is tagged by the call that makes it", "CreateRole"),
            new Implied(
                    "iam:TagInstanceProfile",
                    "what is made is tagged by the call that makes it",
                    "CreateInstanceProfile"),
            new Implied(
                    "secretsmanager:TagResource", "what is made is tagged by the call that makes it", "CreateSecret"),
            new Implied(
                    "secretsmanager:ReplicateSecretToRegions", "a secret may be made with replicas", "CreateSecret"),
            new Implied("lambda:InvokeFunction", "asked of whoever has a function rotate", "RotateSecret"),
            new Implied("sqs:TagQueue", "what is made is tagged by the call that makes it", "CreateQueue"),
            new Implied("events:TagResource", "what is made is tagged by the call that makes it", "PutRule"),
            new Implied(
                    "kms:Decrypt",
                    "values of a secret with a key of its own",
                    "CreateSecret",
                    "GetSecretValue",
                    "PutSecretValue",
                    "ReplicateSecretToRegions",
                    "UpdateSecret"),
            new Implied("kms:Encrypt", "values get another key", "UpdateSecret"),
            new Implied(
                    "kms:GenerateDataKey",
                    "values of a secret with a key of its own",
                    "CreateSecret",
                    "PutSecretValue",
                    "ReplicateSecretToRegions",
                    "UpdateSecret"),
            new Implied(
                    "route53:AssociateVPCWithHostedZone",
                    "private names of an interface endpoint live in a zone of AWS",
                    "CreateVpcEndpoint"));

    /** Calls whose permission has another name. */
    private static final Map<String, String> RENAMED = Map.of("lambda:Invoke", "lambda:InvokeFunction");

    /** Services that IAM calls otherwise than the SDK. */
    private static final Map<String, String> SERVICES = Map.of("eventbridge", "events");

    /** Asked for by nobody: AWS answers it even where it is denied. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    private Needs() {}

    /**
     * A permission that a call needs beside its own.
     *
     * @param action IAM's
     * @param reason for which AWS demands it
     * @param calls that need it
     */
    public record Implied(String action, String reason, Set<String> calls) {
        Implied(String action, String reason, String... calls) {
            this(action, reason, Set.copyOf(Arrays.asList(calls)));
        }
    }

    /** What AWS demands beside the actions that calls are named after. */
    public static List<Implied> implied() {
        return IMPLIED;
    }

    /** IAM's action for a call. */
    public static String own(String service, String call) {
        String action = SERVICES.getOrDefault(service, service) + ":" + call;
        return RENAMED.getOrDefault(action, action);
    }

    /** All of IAM's actions that a call may need. */
    public static Set<String> of(String service, String call) {
        Set<String> actions = new TreeSet<>();
        String own = own(service, call);
        if (!FREE.contains(own)) {
            actions.add(own);
        }
        IMPLIED.stream().filter(each -> each.calls().contains(call)).forEach(each -> actions.add(each.action()));
        return actions;
    }
}
