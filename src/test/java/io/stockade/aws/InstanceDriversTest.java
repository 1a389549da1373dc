package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.NetworkInterface;
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
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What keeps a NAT instance alive: the group, and the role and profile that it may have. */
class InstanceDriversTest {
    private static final PolicyDocument TRUST = PolicyDocument.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                    + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}]}");
    private static final String CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    private static final String OTHER = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private final Lab lab = new Lab();

    private String networkInterface() {
        String vpc = lab.make(
                        "main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Lab.tags(ResourceKind.VPC, "main")))
                .id();
        String subnet = lab.make(
                        "public",
                        new Subnet(
                                Ref.known(vpc),
                                Cidr.parse("10.40.0.0/24"),
                                "euw1-az1",
                                false,
                                Lab.tags(ResourceKind.SUBNET, "public")))
                .id();
        String group = lab.make(
                        "nat",
                        new SecurityGroup(
                                Ref.known(vpc), "nat", "of nat", Lab.tags(ResourceKind.SECURITY_GROUP, "nat")))
                .id();
        return lab.make(
                        "nat",
                        new NetworkInterface(
                                Ref.known(subnet),
                                new TreeSet<>(Set.of(Ref.known(group))),
                                false,
                                "nat",
                                Lab.tags(ResourceKind.NETWORK_INTERFACE, "nat")))
                .id();
    }

    private String template(String name, String networkInterface) {
        LaunchTemplate wanted = new LaunchTemplate(
                "stockade-orders-" + name,
                "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
                "t4g.nano",
                Ref.known(networkInterface),
                null,
                "",
                Tags.NONE,
                Lab.tags(ResourceKind.LAUNCH_TEMPLATE, name));
        return lab.make(name, wanted).id();
    }

    private static AutoScalingGroup group(String template, int desired, boolean current, Tags tags) {
        return new AutoScalingGroup(
                "stockade-orders-nat", Ref.known(template), "euw1-az1", 0, 1, desired, current, tags);
    }

    @Test
    void groupGoesAround() {
        String networkInterface = networkInterface();
        String one = template("one", networkInterface);
        Tags tags = Lab.tags(ResourceKind.AUTO_SCALING_GROUP, "nat");
        AutoScalingGroup wanted = group(one, 1, true, tags);
        Observed<AutoScalingGroup> made = lab.make("nat", wanted);
        assertThat(made.lifecycle()).isEqualTo(Lifecycle.PENDING);
        assertThat(lab.make("nat", wanted).id()).as("the same name").isEqualTo(made.id());
        lab.assertShown(made);
        lab.wait(Duration.ofMinutes(3));
        lab.assertShown(made.withLifecycle(Lifecycle.READY, ""));

        String two = template("two", networkInterface);
        Tags more = tags.with(Map.of("cost-center", "42"));
        Observed<AutoScalingGroup> moved = lab.fromHere().change(made, group(two, 1, true, more), "template", "tags");
        assertThat(lab.calls)
                .containsExactly(
                        "UpdateAutoScalingGroup ok",
                        "DescribeAutoScalingGroups ok",
                        "TerminateInstanceInAutoScalingGroup ok",
                        "CreateOrUpdateTags ok");
        assertThat(moved.lifecycle()).isEqualTo(Lifecycle.PENDING);
        assertThat(moved.value()).isEqualTo(group(two, 1, true, more));
        assertThat(lab.listed(moved).orElseThrow().value()).isEqualTo(moved.value());
        lab.wait(Duration.ofMinutes(10));
        lab.assertShown(moved.withLifecycle(Lifecycle.READY, ""));

        assertThat(lab.own(lab.delete(moved), wanted).lifecycle()).isEqualTo(Lifecycle.DELETING);
        lab.wait(Duration.ofMinutes(5));
        lab.assertGone(moved);
        assertThat(lab.delete(moved).gone()).hasSize(1);
    }

    @Test
    void groupThatCannotLaunchSaysWhy() {
        String networkInterface = networkInterface();
        String template = template("one", networkInterface);
        AutoScalingGroup wanted = group(template, 1, true, Lab.tags(ResourceKind.AUTO_SCALING_GROUP, "nat"));
        Observed<AutoScalingGroup> made = lab.make("nat", wanted);
        lab.wait(Duration.ofMinutes(3));
        lab.console().deleteLaunchTemplate(request -> request.launchTemplateId(template));
        String instance = lab.sandbox
                .autoScaling(Lab.ACCOUNT, Lab.REGION)
                .describeAutoScalingGroups(request -> {})
                .autoScalingGroups()
                .get(0)
                .instances()
                .get(0)
                .instanceId();
        lab.console().terminateInstances(request -> request.instanceIds(instance));
        lab.wait(Duration.ofMinutes(5));
        Observed<?> broken = lab.listed(made).orElseThrow();
        assertThat(broken.lifecycle()).isEqualTo(Lifecycle.BROKEN);
        assertThat(broken.note()).isNotEmpty();
    }

    private static Role role(PolicyDocument trust, String boundary, Tags tags, String... policies) {
        return new Role(
                "stockade-orders-nat",
                "/stockade/",
                trust,
                new TreeSet<>(List.of(policies)),
                PolicyDocument.NONE,
                boundary,
                tags);
    }

    @Test
    void roleGoesAround() {
        Tags tags = Lab.tags(ResourceKind.ROLE, "nat");
        Role wanted = role(TRUST, "", tags, CORE);
        Observed<Role> made = lab.fromHere().make("nat", wanted);
        assertThat(lab.calls).containsExactly("CreateRole ok", "AttachRolePolicy ok");
        assertThat(lab.make("nat", wanted).id()).as("the same name").isEqualTo(made.id());
        lab.assertShown(made);
        PolicyDocument narrow = PolicyDocument.parse(TRUST.json().replace("ec2.", "ssm."));
        Role desired = role(narrow, "", tags.with(Map.of("cost-center", "42")), OTHER);
        Observed<Role> changed = lab.change(made, desired, "trust", "managedPolicies", "tags");
        lab.assertShown(changed);
        lab.sandbox
                .as("console")
                .iam(Lab.ACCOUNT, Lab.REGION)
                .putRolePolicy(request ->
                        request.roleName(changed.id()).policyName("mine").policyDocument("{}"));
        lab.delete(changed);
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).hasSize(1);
    }

    @Test
    void roleWithPoliciesOfOursGoesWithoutReading() {
        Observed<Role> role = lab.make("nat", role(TRUST, "", Lab.tags(ResourceKind.ROLE, "nat"), CORE));

        lab.fromHere().delete(role);

        assertThat(lab.calls).containsExactly("DetachRolePolicy ok", "DeleteRole ok");
    }

    @Test
    void roleWhosePolicyCouldNotBeAttachedIsStillAnAnswer() {
        lab.sandbox.faults().once(FaultPoint.action("AttachRolePolicy"), new Fault.Denied());
        Role wanted = role(TRUST, "", Lab.tags(ResourceKind.ROLE, "nat"), CORE);
        var written = lab.driver(wanted).create(List.of(Lab.creation("nat", wanted)));
        SortedSet<String> attached = lab.own(written, wanted).value().managedPolicies();
        assertThat(attached).isEmpty();
        assertThat(written.problem()).hasMessageContaining("missing permission: iam:AttachRolePolicy");
    }

    @Test
    void profileGoesAround() {
        String one = lab.make("nat", role(TRUST, "", Lab.tags(ResourceKind.ROLE, "nat")))
                .id();
        Role second = new Role(
                "stockade-orders-two",
                "/stockade/",
                TRUST,
                new TreeSet<>(),
                PolicyDocument.NONE,
                "",
                Lab.tags(ResourceKind.ROLE, "two"));
        String two = lab.make("two", second).id();
        Tags tags = Lab.tags(ResourceKind.INSTANCE_PROFILE, "nat");
        InstanceProfile wanted = new InstanceProfile("stockade-orders-nat", "/stockade/", Ref.known(one), tags);
        Observed<InstanceProfile> made = lab.fromHere().make("nat", wanted);
        assertThat(lab.calls).containsExactly("CreateInstanceProfile ok", "AddRoleToInstanceProfile ok");
        lab.assertShown(made);
        InstanceProfile desired = new InstanceProfile("stockade-orders-nat", "/stockade/", Ref.known(two), tags);
        Observed<InstanceProfile> changed = lab.change(made, desired, "role");
        lab.assertShown(changed);
        lab.delete(changed);
        lab.assertGone(changed);
    }
}
