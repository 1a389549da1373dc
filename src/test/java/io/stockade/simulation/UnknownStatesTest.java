package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.JournalEntry;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/** What is in a state that AWS thought of after this release is not drift, not ready, and not destroyed. */
class UnknownStatesTest {
    private static final String NEW = "hibernating";
    private static final Path FOLDER = Path.of("src/test/resources/io/stockade/simulation/drift");

    /**
     * A kind of which AWS says something new.
     *
     * @param end the call that would destroy one
     */
    private record Case(String kind, String stack, String end, UnaryOperator<AwsResponse> answers) {
        static <A extends AwsResponse> Case of(String kind, String end, Class<A> answer, UnaryOperator<A> changed) {
            String stack = kind.equals("NatGateway") ? "gateway" : "instance";
            return new Case(
                    kind, stack, end, said -> answer.isInstance(said) ? changed.apply(answer.cast(said)) : said);
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    private static <T> List<T> each(List<T> all, Function<T, T> changed) {
        return all.stream().map(changed).toList();
    }

    static Stream<Case> cases() {
        return Stream.of(network(), access(), routes()).flatMap(cases -> cases);
    }

    private static Stream<Case> network() {
        return Stream.of(
                Case.of(
                        "Vpc",
                        "DeleteVpc",
                        DescribeVpcsResponse.class,
                        said -> said.toBuilder()
                                .vpcs(each(said.vpcs(), vpc -> vpc.copy(b -> b.state(NEW))))
                                .build()),
                Case.of(
                        "Subnet",
                        "DeleteSubnet",
                        DescribeSubnetsResponse.class,
                        said -> said.toBuilder()
                                .subnets(each(
                                        said.subnets(),
                                        subnet -> subnet.copy(b -> b.state(NEW).mapPublicIpOnLaunch(true))))
                                .build()),
                Case.of(
                        "NetworkInterface",
                        "DeleteNetworkInterface",
                        DescribeNetworkInterfacesResponse.class,
                        said -> said.toBuilder()
                                .networkInterfaces(
                                        each(said.networkInterfaces(), card -> card.copy(b -> b.status(NEW))))
                                .build()),
                Case.of(
                        "NatGateway",
                        "DeleteNatGateway",
                        DescribeNatGatewaysResponse.class,
                        said -> said.toBuilder()
                                .natGateways(each(said.natGateways(), gateway -> gateway.copy(b -> b.state(NEW))))
                                .build()));
    }

    private static Stream<Case> access() {
        return Stream.of(
                Case.of(
                        "GatewayEndpoint",
                        "DeleteVpcEndpoints",
                        DescribeVpcEndpointsResponse.class,
                        said -> said.toBuilder()
                                .vpcEndpoints(each(said.vpcEndpoints(), endpoint -> endpoint.copy(b -> b.state(NEW))))
                                .build()),
                Case.of(
                        "GatewayAttachment",
                        "DetachInternetGateway",
                        DescribeInternetGatewaysResponse.class,
                        said -> said.toBuilder()
                                .internetGateways(each(
                                        said.internetGateways(),
                                        gateway -> gateway.copy(b -> b.attachments(
                                                each(gateway.attachments(), one -> one.copy(c -> c.state(NEW)))))))
                                .build()),
                Case.of(
                        "AutoScalingGroup",
                        "DeleteAutoScalingGroup",
                        DescribeAutoScalingGroupsResponse.class,
                        said -> said.toBuilder()
                                .autoScalingGroups(each(
                                        said.autoScalingGroups(),
                                        group -> group.copy(b -> b.instances(
                                                each(group.instances(), one -> one.copy(c -> c.lifecycleState(NEW)))))))
                                .build()));
    }

    private static Stream<Case> routes() {
        return Stream.of(
                tables(
                        "RouteTableAssociation",
                        "DisassociateRouteTable",
                        table -> table.copy(b -> b.associations(each(
                                table.associations(), one -> one.copy(c -> c.associationState(s -> s.state(NEW))))))),
                tables(
                        "Route",
                        "DeleteRoute",
                        table -> table.copy(b -> b.routes(each(
                                table.routes(),
                                route -> "local".equals(route.gatewayId()) ? route : route.copy(c -> c.state(NEW)))))),
                tables(
                        "Route",
                        "DeleteRoute",
                        table -> table.copy(b -> b.routes(each(
                                table.routes(),
                                route ->
                                        "local".equals(route.gatewayId()) ? route : route.copy(c -> c.origin(NEW)))))));
    }

    private static Case tables(
            String kind, String end, UnaryOperator<software.amazon.awssdk.services.ec2.model.RouteTable> changed) {
        return Case.of(
                kind,
                end,
                DescribeRouteTablesResponse.class,
                said -> said.toBuilder()
                        .routeTables(each(said.routeTables(), changed))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isToldInAwssWordAndLeftAlone(Case unknown) throws IOException {
        String manifest = Files.readString(FOLDER.resolve(unknown.stack() + ".yaml"));
        try (Drill drill = Drill.of(Simulation.manifest(manifest))) {
            drill.simulation.answers = unknown.answers();

            StackStatus status = drill.minutes(7);

            drill.nothingWritten();
            assertThat(drill.told("Ready", "Unknown", "NotObserved"))
                    .contains(unknown.kind() + "/", "'" + NEW + "', which this release does not know");
            drill.told("Drifted", "Unknown", "NotObserved");
            assertThat(status.drift().items()).isEmpty();
            assertThat(drill.simulation.defects).isEmpty();
            drill.simulation.answers = UnaryOperator.identity();
            drill.minutes(1);
            drill.nothingWritten();
            drill.told("Ready", "True", "AsDeclared");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNotDestroyedWithItsStackUntilAwsSaysAWordThatIsKnown(Case unknown) throws IOException {
        String manifest = Files.readString(FOLDER.resolve(unknown.stack() + ".yaml"));
        try (Drill drill = Drill.of(Simulation.manifest(manifest))) {
            drill.simulation.answers = unknown.answers();
            drill.simulation.delete(drill.stack);

            drill.minutes(15);

            assertThat(drill.simulation.writes(0))
                    .extracting(JournalEntry::action)
                    .doesNotContain(unknown.end());
            assertThat(drill.simulation.forgotten).isEmpty();
            drill.simulation.answers = UnaryOperator.identity();
            drill.simulation.time.runUntil(drill.simulation.time.now().plus(Duration.ofMinutes(1)));
            drill.simulation.sweep(drill.stack);
            drill.simulation.untilGone(drill.stack);
            assertThat(drill.simulation.defects).isEmpty();
        }
    }
}
