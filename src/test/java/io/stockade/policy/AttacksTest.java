package io.stockade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.policy.Capability;
import io.stockade.aws.policy.Policy;
import io.stockade.graph.Owner;
import io.stockade.simulation.UsedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What whoever holds Stockade's credentials still can't do, though every capability was given. */
class AttacksTest {
    private static final Evaluator POLICY = Evaluator.of(
            GrantedAndUsedTest.HERE.fill(Policy.of(List.of(Capability.values())).json()));
    private static final Map<String, String> NOBODYS = Map.of("Name", "billing");
    private static final Map<String, String> OURS = Map.of(Owner.INSTALLATION_TAG, UsedCalls.INSTALLATION);
    private static final Map<String, String> OTHERS = Map.of(Owner.INSTALLATION_TAG, "somebody-else");

    static Stream<Arguments> attacks() {
        return Stream.of(
                        creations(),
                        network(),
                        tags(),
                        instances(),
                        roles(),
                        policies(),
                        functions(),
                        untagging(),
                        SecretAttacks.all())
                .flatMap(List::stream);
    }

    private static Arguments attack(String what, Demand demand) {
        return Arguments.of(what, demand);
    }

    /** With everything that can be made: make it untagged, tag it by another call, take it, give it away. */
    private static List<Arguments> creations() {
        List<Arguments> attacks = new ArrayList<>();
        Demands.MADE.forEach((call, type) -> {
            Demand tags = ec2("CreateTags", type);
            attacks.add(attack("make without tags: " + type, ec2(call, type)));
            attacks.add(attack("make for another: " + type, ec2(call, type).tagging(OTHERS)));
            attacks.add(attack(
                    "tag for another at birth: " + type, tags.tagging(OTHERS).with("ec2:CreateAction", call)));
            attacks.add(
                    attack("tag at a strange birth: " + type, tags.tagging(OURS).with("ec2:CreateAction", "Copy")));
            attacks.add(attack("take: " + type, tags.of(NOBODYS).tagging(OURS)));
            attacks.add(attack("take another's: " + type, tags.of(OTHERS).tagging(OURS)));
            attacks.add(attack("give away: " + type, tags.of(OURS).tagging(OTHERS)));
        });
        return attacks;
    }

    private static List<Arguments> network() {
        return List.of(
                attack("delete a VPC without tags", ec2("DeleteVpc", "vpc").of(NOBODYS)),
                attack(
                        "delete another installation's VPC",
                        ec2("DeleteVpc", "vpc").of(OTHERS)),
                attack(
                        "delete another's NAT gateway",
                        ec2("DeleteNatGateway", "natgateway").of(OTHERS)),
                attack(
                        "release an address without tags",
                        ec2("ReleaseAddress", "elastic-ip").of(NOBODYS)),
                attack(
                        "open a foreign group",
                        ec2("AuthorizeSecurityGroupIngress", "security-group").of(NOBODYS)),
                attack(
                        "open another's group",
                        ec2("AuthorizeSecurityGroupIngress", "security-group").of(OTHERS)),
                attack(
                        "empty another installation's group",
                        ec2("RevokeSecurityGroupIngress", "security-group")
                                .of(OTHERS)
                                .with("ec2:Vpc", arn("vpc"))),
                attack(
                        "empty a group in a VPC that another account shares",
                        ec2("RevokeSecurityGroupIngress", "security-group")
                                .of(NOBODYS)
                                .with("ec2:Vpc", "arn:aws:ec2:eu-west-1:999999999999:vpc/vpc-1")),
                attack(
                        "lead a foreign table elsewhere",
                        ec2("ReplaceRoute", "route-table").of(NOBODYS)),
                attack(
                        "add a route to a foreign table",
                        ec2("CreateRoute", "route-table").of(NOBODYS)),
                attack(
                        "put a subnet into a foreign VPC",
                        ec2("CreateSubnet", "vpc").of(NOBODYS).tagging(OURS)),
                attack("make a VPC without our tag", ec2("CreateVpc", "vpc").tagging(NOBODYS)),
                attack(
                        "make a VPC for another installation",
                        ec2("CreateVpc", "vpc").tagging(OTHERS)),
                attack(
                        "use a foreign address for a NAT gateway",
                        ec2("CreateNatGateway", "elastic-ip").of(NOBODYS).tagging(OURS)),
                attack(
                        "use a foreign subnet for a NAT gateway",
                        ec2("CreateNatGateway", "subnet").of(OTHERS).tagging(OURS)),
                attack(
                        "give a foreign group to an endpoint",
                        ec2("CreateVpcEndpoint", "security-group").of(NOBODYS).tagging(OURS)),
                attack(
                        "detach a foreign gateway",
                        ec2("DetachInternetGateway", "internet-gateway").of(NOBODYS)),
                attack(
                        "attach our gateway to a foreign VPC",
                        ec2("AttachInternetGateway", "vpc").of(NOBODYS)));
    }

    private static List<Arguments> tags() {
        return List.of(
                attack(
                        "take what has no tags",
                        ec2("CreateTags", "vpc").of(NOBODYS).tagging(OURS)),
                attack(
                        "take a group without tags",
                        ec2("CreateTags", "security-group").of(NOBODYS).tagging(OURS)),
                attack(
                        "take what is another's",
                        ec2("CreateTags", "vpc").of(OTHERS).tagging(OURS)),
                attack(
                        "give away what is ours",
                        ec2("CreateTags", "vpc").of(OURS).tagging(OTHERS)),
                attack(
                        "take a foreign instance",
                        ec2("CreateTags", "instance").of(NOBODYS).tagging(OURS)),
                attack(
                        "tag what another call makes",
                        ec2("CreateTags", "vpc").tagging(OURS).with("ec2:CreateAction", "CreateDefaultVpc")),
                attack(
                        "give a group away",
                        scaling("CreateOrUpdateTags", "stockade-x").of(OURS).tagging(OTHERS)),
                attack(
                        "give a role away",
                        iam("TagRole", "role/stockade/stockade-x").of(OURS).tagging(OTHERS)),
                attack(
                        "take another's group",
                        scaling("CreateOrUpdateTags", "stockade-x").of(OTHERS).tagging(OURS)),
                attack(
                        "take another's role",
                        iam("TagRole", "role/stockade/stockade-x").of(OTHERS).tagging(OURS)),
                attack(
                        "tag a role of somebody",
                        iam("TagRole", "role/admin").of(NOBODYS).tagging(OURS)));
    }

    /** Of each thing: another's tags, all tags at once, and the one that says whose it is. */
    private static List<Arguments> untagging() {
        List<Demand> demands = new ArrayList<>(List.of(
                scaling("DeleteTags", "stockade-x"),
                iam("UntagRole", "role/stockade/stockade-x"),
                iam("UntagInstanceProfile", "instance-profile/stockade/stockade-x"),
                iam("UntagPolicy", "policy/stockade/stockade-x"),
                new Demand("lambda:UntagResource", "arn:aws:lambda:eu-west-1:111122223333:function:stockade-x"),
                new Demand("secretsmanager:UntagResource", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:/x")));
        Demands.MADE.values().forEach(type -> demands.add(ec2("DeleteTags", type)));
        List<Arguments> attacks = new ArrayList<>();
        for (Demand demand : demands) {
            String what = demand.action() + " of " + demand.arn();
            attacks.add(attack("another's: " + what, demand.of(OTHERS).untagging(List.of("team"))));
            attacks.add(attack("nobody's: " + what, demand.of(NOBODYS).untagging(List.of("team"))));
            attacks.add(attack("all: " + what, demand.of(OURS)));
            attacks.add(attack(
                    "whose it is: " + what, demand.of(OURS).untagging(List.of("team", "stockade.dev/installation"))));
        }
        return attacks;
    }

    private static List<Arguments> instances() {
        return List.of(
                attack("make a group without our tag", scaling("CreateAutoScalingGroup", "stockade-x")),
                attack(
                        "end a foreign group",
                        scaling("DeleteAutoScalingGroup", "web").of(NOBODYS)),
                attack(
                        "end another's group",
                        scaling("DeleteAutoScalingGroup", "stockade-x").of(OTHERS)),
                attack("run without a template", ec2("RunInstances", "instance").tagging(OURS)),
                attack(
                        "run from a foreign template",
                        ec2("RunInstances", "launch-template")
                                .of(NOBODYS)
                                .tagging(OURS)
                                .with("ec2:LaunchTemplate", arn("launch-template"))),
                attack(
                        "run in a foreign subnet",
                        ec2("RunInstances", "subnet")
                                .of(NOBODYS)
                                .tagging(OURS)
                                .with("ec2:LaunchTemplate", arn("launch-template"))),
                attack(
                        "end an instance by its id",
                        ec2("TerminateInstances", "instance").of(OURS)),
                attack(
                        "read a secret parameter",
                        new Demand("ssm:GetParameters", "arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db")));
    }

    private static List<Arguments> roles() {
        String ours = "role/stockade/stockade-x";
        return List.of(
                attack(
                        "make a role outside the prefix",
                        iam("CreateRole", "role/admin").tagging(OURS)),
                attack(
                        "make a role outside the path",
                        iam("CreateRole", "role/stockade-x").tagging(OURS)),
                attack("make a role without our tag", iam("CreateRole", ours).tagging(NOBODYS)),
                attack(
                        "give a role everything",
                        iam("AttachRolePolicy", ours)
                                .of(OURS)
                                .with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess")),
                attack(
                        "give another's role something",
                        iam("AttachRolePolicy", ours)
                                .of(OTHERS)
                                .with("iam:PolicyARN", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")),
                attack(
                        "write a policy into another's role",
                        iam("PutRolePolicy", ours).of(OTHERS)),
                attack(
                        "write a policy into a foreign role",
                        iam("PutRolePolicy", "role/admin").of(NOBODYS)),
                attack("pass a foreign role", pass("role/admin", "ec2.amazonaws.com")),
                attack("pass our role to another service", pass(ours, "ecs-tasks.amazonaws.com")),
                attack("pass a foreign role to Lambda", pass("role/admin", "lambda.amazonaws.com")),
                attack(
                        "change who may be a foreign role",
                        iam("UpdateAssumeRolePolicy", "role/admin").of(NOBODYS)),
                attack(
                        "change who may be another's role",
                        iam("UpdateAssumeRolePolicy", ours).of(OTHERS)),
                attack("delete another's role", iam("DeleteRole", ours).of(OTHERS)),
                attack(
                        "make another service's role",
                        iam("CreateServiceLinkedRole", "role/aws-service-role/organizations.amazonaws.com/x")
                                .with("iam:AWSServiceName", "organizations.amazonaws.com")),
                attack(
                        "make a service's role under another's name",
                        iam("CreateServiceLinkedRole", "role/aws-service-role/autoscaling.amazonaws.com/x")
                                .with("iam:AWSServiceName", "organizations.amazonaws.com")),
                attack("become another role", new Demand("sts:AssumeRole", "arn:aws:iam::999999999999:role/admin")));
    }

    private static List<Arguments> policies() {
        String ours = "policy/stockade/stockade-x";
        String mine = "arn:aws:iam::" + UsedCalls.ACCOUNT + ":" + ours;
        return List.of(
                attack(
                        "make a policy without our tag",
                        iam("CreatePolicy", ours).tagging(NOBODYS)),
                attack(
                        "make a policy outside the prefix",
                        iam("CreatePolicy", "policy/x").tagging(OURS)),
                attack(
                        "take another's policy",
                        iam("TagPolicy", ours).of(OTHERS).tagging(OURS)),
                attack("give a policy away", iam("TagPolicy", ours).of(OURS).tagging(OTHERS)),
                attack(
                        "rewrite another's policy",
                        iam("CreatePolicyVersion", ours).of(OTHERS)),
                attack(
                        "rewrite a foreign policy",
                        iam("CreatePolicyVersion", "policy/admin").of(NOBODYS)),
                attack("delete another's policy", iam("DeletePolicy", ours).of(OTHERS)),
                attack(
                        "give a foreign role everything",
                        iam("AttachRolePolicy", "role/admin")
                                .with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess")),
                attack(
                        "give a foreign role somebody's policy",
                        iam("AttachRolePolicy", "role/admin").with("iam:PolicyARN", mine.replace("stockade-x", "x"))),
                attack(
                        "take somebody's policy from a foreign role",
                        iam("DetachRolePolicy", "role/admin")
                                .with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess")),
                attack(
                        "give a user our policy",
                        iam("AttachUserPolicy", "user/eve").with("iam:PolicyARN", mine)));
    }

    private static List<Arguments> functions() {
        return List.of(
                attack(
                        "make a function without our tag",
                        lambda("CreateFunction", "stockade-x").tagging(NOBODYS)),
                attack(
                        "make a function outside the prefix",
                        lambda("CreateFunction", "x").tagging(OURS)),
                attack(
                        "change a foreign function's code",
                        lambda("UpdateFunctionCode", "billing").of(NOBODYS)),
                attack(
                        "change another's code",
                        lambda("UpdateFunctionCode", "stockade-x").of(OTHERS)),
                attack(
                        "let others invoke a foreign function",
                        lambda("AddPermission", "billing").of(NOBODYS)),
                attack(
                        "let others invoke another's function",
                        lambda("AddPermission", "stockade-x").of(OTHERS)),
                attack(
                        "delete another's function",
                        lambda("DeleteFunction", "stockade-x").of(OTHERS)),
                attack(
                        "take another's function",
                        lambda("TagResource", "stockade-x").of(OTHERS).tagging(OURS)),
                attack(
                        "give a function away",
                        lambda("TagResource", "stockade-x").of(OURS).tagging(OTHERS)),
                attack(
                        "see a function's code",
                        lambda("GetFunction", "stockade-x").of(OURS)),
                attack(
                        "open a function to the internet",
                        lambda("CreateFunctionUrlConfig", "stockade-x").of(OURS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isDenied(String what, Demand demand) {
        boolean allowed = POLICY.allows(demand);

        assertThat(allowed).as(what).isFalse();
    }

    private static Demand ec2(String action, String type) {
        return new Demand("ec2:" + action, arn(type));
    }

    private static String arn(String type) {
        return "arn:aws:ec2:eu-west-1:" + UsedCalls.ACCOUNT + ":" + type + "/id-1";
    }

    private static Demand iam(String action, String what) {
        return new Demand("iam:" + action, "arn:aws:iam::" + UsedCalls.ACCOUNT + ":" + what);
    }

    private static Demand lambda(String action, String name) {
        return new Demand("lambda:" + action, "arn:aws:lambda:eu-west-1:" + UsedCalls.ACCOUNT + ":function:" + name);
    }

    private static Demand pass(String role, String service) {
        return iam("PassRole", role).with("iam:PassedToService", service);
    }

    private static Demand scaling(String action, String name) {
        return new Demand(
                "autoscaling:" + action,
                "arn:aws:autoscaling:eu-west-1:" + UsedCalls.ACCOUNT
                        + ":autoScalingGroup:930d940e-891e-4781-a11a-7b0acd480f03:autoScalingGroupName/" + name);
    }
}
