package io.stockade.simulation;

import io.stockade.plan.Difference;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where moto is not like AWS, so that a change behind our back can't be played on it. */
final class EmulatorReasons {
    /** By kind and component. */
    static final Map<String, String> ALL = reasons();

    /** What is done again and again, since moto forgets the description of a rule whose peer is a prefix list. */
    static final Set<String> NEVER_ENDING = Set.of("UpdateSecurityGroupRuleDescriptionsEgress");

    private EmulatorReasons() {}

    /** Whether this differs however often it is put right. */
    static boolean standing(Difference difference) {
        return difference.address().name().contains(":pl-")
                && difference.type() == Difference.Type.CHANGED
                && difference.fields().stream().allMatch(field -> field.path().equals("description"));
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        reasons.put("NetworkInterface.deleted", "an interface stays in use after its instance has ended");
        reasons.put("Subnet.deleted", "a deleted subnet stays associated with its table, which can't be deleted then");
        reasons.put("RouteTable.deleted", "an endpoint keeps the routes that it had in a deleted table");
        String modified = "a rule that was modified in place is not found by what it says, so it can't be revoked";
        reasons.put("SecurityGroupRule.protocol", modified);
        reasons.put("SecurityGroupRule.fromPort", modified);
        reasons.put("SecurityGroupRule.toPort", modified);
        reasons.put("SecurityGroupRule.peer", modified);
        reasons.put("SecurityGroupRule.description", "the change of a description is taken and forgotten");
        reasons.put("InterfaceEndpoint.privateDns", "private DNS can't be switched off");
        reasons.put("NatGateway.deleted", "a deleted gateway keeps its address, which is then taken off first");
        reasons.put("LaunchTemplate.tags", "the deletion of a tag is taken and forgotten");
        String instances = "the instances of a group are said to run from the template that the group has now";
        reasons.put("LaunchTemplate.deleted", instances);
        reasons.put("AutoScalingGroup.instancesCurrent", instances);
        reasons.put("InstanceProfile.deleted", instances);
        String hourly = "lists don't show it, and an hour is too long to wait";
        reasons.put("InstanceProfile.tags", hourly);
        reasons.put("Role.managedPolicies", hourly);
        reasons.put("Role.permissionsBoundary", hourly);
        reasons.put("Role.tags", hourly);
        reasons.put("Vpc.dnsHostnames", hourly);
        reasons.put("Vpc.dnsSupport", hourly);
        return reasons;
    }
}
