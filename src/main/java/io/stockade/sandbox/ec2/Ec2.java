package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Table;
import java.util.ArrayList;
import java.util.List;

/** All of EC2: what can be called, what happens by itself, what is kept. */
public final class Ec2 {
    private Ec2() {}

    /** What can be called. */
    public static Operations operations(Timetable timetable) {
        Operations operations = new Operations();
        VpcOperations.register(operations);
        SubnetOperations.register(operations);
        InternetGatewayOperations.register(operations);
        RouteTableOperations.register(operations);
        RouteOperations.register(operations);
        RouteAssociationOperations.register(operations);
        AddressOperations.register(operations);
        NatGatewayOperations.register(operations, timetable);
        NetworkInterfaceOperations.register(operations);
        SecurityGroupOperations.register(operations);
        SecurityGroupRuleOperations.register(operations);
        RuleChangeOperations.register(operations);
        VpcEndpointOperations.register(operations, timetable);
        EndpointChangeOperations.register(operations);
        EndpointServices.register(operations);
        PrefixLists.register(operations);
        LaunchTemplateOperations.register(operations);
        LaunchTemplateVersionOperations.register(operations);
        InstanceOperations.register(operations);
        Instances.register(timetable);
        TagOperations.register(operations);
        ZoneOperations.register(operations);
        InstanceTypes.register(operations);
        Images.register(operations);
        NetworkAclOperations.register(operations);
        return operations;
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>();
        Kinds.ALL.forEach(kind -> tables.add(kind.table()));
        tables.add(Kinds.VPC_ATTRIBUTES);
        tables.add(Kinds.LAUNCH_TEMPLATE_VERSION);
        return tables;
    }
}
