package io.stockade.contract;

import static io.stockade.contract.Stage.then;

import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The creations that take a token of the caller. */
final class Tokens {
    private Tokens() {}

    static Script onMoto(String action, Script script) {
        return switch (action) {
            case "CreateNatGateway" ->
                script.onMoto(
                        "Resource.AlreadyAssociated; Resource.AlreadyAssociated", "moto doesn't look at the token");
            case "CreateLaunchTemplate" ->
                script.onMoto(
                        "InvalidLaunchTemplateName.AlreadyExistsException;"
                                + " InvalidLaunchTemplateName.AlreadyExistsException",
                        "moto doesn't look at the token");
            default -> script.onMoto("another; done", "moto doesn't look at the token");
        };
    }

    /** Sends a creation twice, then with another content. */
    private static <T> String twice(
            Stage stage, String token, T content, T other, BiFunction<String, T, String> create) {
        String first = create.apply(token, content);
        String[] second = {""};
        String answer = stage.answer(() -> second[0] = create.apply(token, content));
        String same = second[0].equals(first) ? "the same" : "another";
        return then(answer.equals(Stage.DONE) ? same : answer, stage.answer(() -> create.apply(token, other)));
    }

    static String natGateway(Stage stage) {
        String vpc = stage.vpc();
        stage.gateway(vpc);
        String subnet = stage.subnet(vpc);
        String other = stage.subnet(vpc, "10.40.1.0/24", 1);
        String address = stage.address();
        return twice(
                stage,
                "nat",
                subnet,
                other,
                (token, where) -> stage.ec2
                        .createNatGateway(request ->
                                request.subnetId(where).allocationId(address).clientToken(token))
                        .natGateway()
                        .natGatewayId());
    }

    static String endpoint(Stage stage) {
        String vpc = stage.vpc();
        String table = stage.table(vpc);
        String other = stage.table(vpc);
        return twice(
                stage,
                "endpoint",
                table,
                other,
                (token, where) -> stage.ec2
                        .createVpcEndpoint(request -> request.vpcId(vpc)
                                .serviceName("com.amazonaws.eu-west-1.s3")
                                .routeTableIds(where)
                                .clientToken(token))
                        .vpcEndpoint()
                        .vpcEndpointId());
    }

    static String networkInterface(Stage stage) {
        String subnet = stage.subnet(stage.vpc());
        return twice(
                stage,
                "interface",
                "one",
                "other",
                (token, description) -> stage.ec2
                        .createNetworkInterface(request -> request.subnetId(subnet)
                                .description(description)
                                .clientToken(token))
                        .networkInterface()
                        .networkInterfaceId());
    }

    static String routeTable(Stage stage) {
        String vpc = stage.vpc();
        String other = stage.vpc("10.50.0.0/16");
        return twice(
                stage,
                "table",
                vpc,
                other,
                (token, where) -> stage.ec2
                        .createRouteTable(request -> request.vpcId(where).clientToken(token))
                        .routeTable()
                        .routeTableId());
    }

    static String launchTemplate(Stage stage) {
        String name = stage.name("token");
        Function<String, RequestLaunchTemplateData> data =
                type -> RequestLaunchTemplateData.builder().instanceType(type).build();
        return twice(
                stage,
                "template",
                "t4g.nano",
                "t4g.micro",
                (token, type) -> stage.ec2
                        .createLaunchTemplate(request -> request.launchTemplateName(name)
                                .launchTemplateData(data.apply(type))
                                .clientToken(token))
                        .launchTemplate()
                        .launchTemplateId());
    }
}
