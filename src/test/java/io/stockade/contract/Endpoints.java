package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints, their services, prefix lists. */
final class Endpoints {
    private static final String S3 = "com.amazonaws.eu-west-1.s3";
    private static final String SSM = "com.amazonaws.eu-west-1.ssm";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}";

    static final List<Script> SCRIPTS = List.of(
            script(
                            "a gateway endpoint is there at once, as a route in its tables",
                            Source.privateLink("gateway-endpoints"))
                    .about("CreateVpcEndpoint", "DescribeVpcEndpoints", "DescribeRouteTables")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String table = stage.table(vpc);
                        String endpoint = s3(stage, vpc, table);
                        return then(state(shown(stage, endpoint)), routed(stage, table, endpoint));
                    })
                    .onAws("available; routed"),
            script("a gateway endpoint's routes go with it", Source.privateLink("gateway-endpoints"))
                    .about("DeleteVpcEndpoints", "DescribeRouteTables")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String table = stage.table(vpc);
                        String endpoint = s3(stage, vpc, table);
                        stage.ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(endpoint));
                        return routed(stage, table, endpoint);
                    })
                    .onAws("not routed")
                    .onMoto("HTTP 500", "moto falls over the route of an endpoint that was deleted"),
            script("a table has one gateway endpoint of a service", Source.privateLink("gateway-endpoints"))
                    .about("CreateVpcEndpoint")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String table = stage.table(vpc);
                        s3(stage, vpc, table);
                        return stage.answer(() -> s3(stage, vpc, table));
                    })
                    .onAws("RouteAlreadyExists")
                    .onMoto("done", "moto doesn't look for other endpoints"),
            script("a gateway endpoint's tables and policy are changed in place", Source.ec2("ModifyVpcEndpoint"))
                    .about("ModifyVpcEndpoint", "DescribeVpcEndpoints")
                    .play(Endpoints::modified)
                    .onAws("done; one table; Deny"),
            script("a service that isn't there has a code of its own", Source.EC2_ERRORS)
                    .about("CreateVpcEndpoint")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        return stage.answer(() -> stage.ec2.createVpcEndpoint(
                                request -> request.vpcId(vpc).serviceName("com.amazonaws.eu-west-1.nothing")));
                    })
                    .onAws("InvalidServiceName")
                    .onMoto("done", "moto makes an endpoint for any name"),
            script(
                            "an interface endpoint is pending before it is available",
                            Source.privateLink("create-interface-endpoint"))
                    .about("CreateVpcEndpoint", "DescribeVpcEndpoints")
                    .item(2)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        VpcEndpoint made = ssm(stage, vpc, false, stage.subnet(vpc));
                        stage.pass(Duration.ofMinutes(5));
                        return then(state(made), state(shown(stage, made.vpcEndpointId())));
                    })
                    .onAws("pending; available")
                    .onMoto("available; available", "moto's endpoints are ready at once"),
            script(
                            "an interface endpoint has an interface in each subnet, that AWS manages",
                            Source.privateLink("create-interface-endpoint"))
                    .about("CreateVpcEndpoint", "DescribeNetworkInterfaces")
                    .item(19)
                    .play(Endpoints::interfaces)
                    .onAws("2 interfaces; vpc_endpoint; true; VPC Endpoint Interface; the default group")
                    .onMoto(
                            "2 interfaces; interface; false; ; the default group",
                            "moto makes interfaces like any others"),
            script("an interface endpoint has a name in the DNS", Source.privateLink("create-interface-endpoint"))
                    .about("CreateVpcEndpoint")
                    .item(19)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        VpcEndpoint made = ssm(stage, vpc, false, stage.subnet(vpc));
                        String name = made.dnsEntries().get(0).dnsName();
                        return name.startsWith(made.vpcEndpointId()) && name.contains(".ssm.eu-west-1.")
                                ? "its own"
                                : "another";
                    })
                    .onAws("its own")
                    .onMoto("another", "moto's names end with the service's name"),
            script("private names need both DNS switches of the VPC", Source.privateLink("interface-endpoints"))
                    .about("CreateVpcEndpoint")
                    .item(6)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String subnet = stage.subnet(vpc);
                        return stage.answer(() -> ssm(stage, vpc, true, subnet));
                    })
                    .onAws("InvalidParameter")
                    .onMoto("done", "moto doesn't look at the switches"),
            script("a private name is given once in a VPC", Source.privateLink("interface-endpoints"))
                    .about("CreateVpcEndpoint")
                    .item(6)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.ec2.modifyVpcAttribute(
                                request -> request.vpcId(vpc).enableDnsHostnames(value -> value.value(true)));
                        ssm(stage, vpc, true, stage.subnet(vpc));
                        String other = stage.subnet(vpc, "10.40.1.0/24", 1);
                        return stage.answer(() -> ssm(stage, vpc, true, other));
                    })
                    .onAws("InvalidParameter")
                    .onMoto("done", "moto doesn't see the conflict"),
            script("an interface endpoint has one subnet in a zone", Source.privateLink("create-interface-endpoint"))
                    .about("CreateVpcEndpoint")
                    .item(6)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String one = stage.subnet(vpc);
                        String two = stage.subnet(vpc, "10.40.1.0/24", 0);
                        return stage.answer(() -> ssm(stage, vpc, false, one, two));
                    })
                    .onAws("DuplicateSubnetsInSameZone")
                    .onMoto("done", "moto doesn't look at zones"),
            script("an interface endpoint is deleting before its interfaces go", Source.ec2("DeleteVpcEndpoints"))
                    .about("DeleteVpcEndpoints", "DescribeVpcEndpoints", "DescribeNetworkInterfaces")
                    .item(3)
                    .play(Endpoints::deleted)
                    .onAws("deleting; interfaces 1; InvalidVpcEndpointId.NotFound; interfaces 0")
                    .onMoto(
                            "deleted; interfaces 0; done; interfaces 0",
                            "moto deletes at once, and shows what it deleted"),
            script("an endpoint that isn't there is told of, and fails nothing", Source.ec2("DeleteVpcEndpoints"))
                    .about("DeleteVpcEndpoints")
                    .play(stage -> {
                        var items = stage.ec2
                                .deleteVpcEndpoints(request -> request.vpcEndpointIds("vpce-0123456789abcdef0"))
                                .unsuccessful();
                        return items.isEmpty() || !items.get(0).error().code().endsWith(".NotFound")
                                ? "nothing"
                                : "told of";
                    })
                    .onAws("told of")
                    .onMoto("nothing", "moto says nothing of what isn't there"),
            script(
                            "a region has S3 as a gateway, and says in which zones the others are",
                            Source.ec2("DescribeVpcEndpointServices"))
                    .about("DescribeVpcEndpointServices")
                    .play(Endpoints::services)
                    .onAws("Gateway; Interface; in some zones"),
            script("AWS's own prefix lists have names", Source.ec2("DescribeManagedPrefixLists"))
                    .about("DescribeManagedPrefixLists")
                    .play(stage -> {
                        var lists = stage.ec2.describeManagedPrefixLists(
                                request -> request.filters(Stage.filter("prefix-list-name", S3)));
                        return then(
                                lists.prefixLists().size(),
                                lists.prefixLists().get(0).ownerId());
                    })
                    .onAws("1; AWS"));

    private Endpoints() {}

    static String s3(Stage stage, String vpc, String... tables) {
        return stage.ec2
                .createVpcEndpoint(request -> request.vpcId(vpc).serviceName(S3).routeTableIds(tables))
                .vpcEndpoint()
                .vpcEndpointId();
    }

    private static VpcEndpoint ssm(Stage stage, String vpc, boolean privateNames, String... subnets) {
        return stage.ec2
                .createVpcEndpoint(request -> request.vpcId(vpc)
                        .serviceName(SSM)
                        .vpcEndpointType(VpcEndpointType.INTERFACE)
                        .privateDnsEnabled(privateNames)
                        .subnetIds(subnets))
                .vpcEndpoint();
    }

    private static VpcEndpoint shown(Stage stage, String id) {
        return stage.ec2
                .describeVpcEndpoints(request -> request.vpcEndpointIds(id))
                .vpcEndpoints()
                .get(0);
    }

    /** The reference writes states with a capital, and AWS's answers without one. */
    private static String state(VpcEndpoint endpoint) {
        return endpoint.stateAsString().toLowerCase(Locale.ROOT);
    }

    private static String routed(Stage stage, String table, String endpoint) {
        boolean there = Routes.shown(stage, table).stream().anyMatch(route -> endpoint.equals(route.gatewayId()));
        return there ? "routed" : "not routed";
    }

    private static String modified(Stage stage) {
        String vpc = stage.vpc();
        String table = stage.table(vpc);
        String endpoint = s3(stage, vpc);
        String answer = stage.answer(() -> stage.ec2.modifyVpcEndpoint(request ->
                request.vpcEndpointId(endpoint).addRouteTableIds(table).policyDocument(POLICY)));
        VpcEndpoint shown = shown(stage, endpoint);
        return then(
                answer,
                shown.routeTableIds().equals(List.of(table)) ? "one table" : shown.routeTableIds(),
                shown.policyDocument().contains("Deny") ? "Deny" : shown.policyDocument());
    }

    private static String interfaces(Stage stage) {
        String vpc = stage.vpc();
        VpcEndpoint made = ssm(stage, vpc, false, stage.subnet(vpc), stage.subnet(vpc, "10.40.1.0/24", 1));
        var first = stage.shown(made.networkInterfaceIds().get(0));
        String group = stage.defaultGroup(vpc);
        return then(
                made.networkInterfaceIds().size() + " interfaces",
                first.interfaceTypeAsString(),
                first.requesterManaged(),
                Objects.requireNonNullElse(first.description(), "").replace(" " + made.vpcEndpointId(), ""),
                first.groups().stream().anyMatch(each -> group.equals(each.groupId()))
                        ? "the default group"
                        : "no default group");
    }

    private static String deleted(Stage stage) {
        String vpc = stage.vpc();
        String endpoint = ssm(stage, vpc, false, stage.subnet(vpc)).vpcEndpointId();
        stage.pass(Duration.ofMinutes(5));
        stage.ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(endpoint));
        String atOnce = state(shown(stage, endpoint));
        int held = count(stage, vpc);
        stage.pass(Duration.ofMinutes(5));
        return then(
                atOnce,
                "interfaces " + held,
                stage.answer(() -> shown(stage, endpoint)),
                "interfaces " + count(stage, vpc));
    }

    private static int count(Stage stage, String vpc) {
        return stage.ec2
                .describeNetworkInterfaces(request -> request.filters(Stage.filter("vpc-id", vpc)))
                .networkInterfaces()
                .size();
    }

    private static String services(Stage stage) {
        var services = stage.ec2.describeVpcEndpointServices(request -> request.serviceNames(S3, SSM));
        String types = "";
        boolean zones = true;
        for (var service : services.serviceDetails()) {
            String type = service.serviceType().get(0).serviceTypeAsString();
            if (service.serviceName().equals(S3) && type.equals("Gateway")) {
                types = "Gateway; " + types;
            } else if (service.serviceName().equals(SSM)) {
                types = types + type;
                zones = !service.availabilityZones().isEmpty();
            }
        }
        return then(types, zones ? "in some zones" : "nowhere");
    }
}
