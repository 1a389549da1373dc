package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.spec.SecureStack;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS does not know everywhere at once what it just made: docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html. */
class LateVisibilityTest {
    /** What each call may answer about a thing that was made a moment ago. */
    private static final Map<String, String> UNKNOWN = Map.ofEntries(
            Map.entry("ModifyVpcAttribute", "InvalidVpcID.NotFound"),
            Map.entry("CreateSubnet", "InvalidVpcID.NotFound"),
            Map.entry("CreateRouteTable", "InvalidVpcID.NotFound"),
            Map.entry("CreateSecurityGroup", "InvalidVpcID.NotFound"),
            Map.entry("AttachInternetGateway", "InvalidInternetGatewayID.NotFound"),
            Map.entry("CreateRoute", "InvalidRouteTableID.NotFound"),
            Map.entry("AssociateRouteTable", "InvalidSubnetID.NotFound"),
            Map.entry("CreateNetworkInterface", "InvalidSubnetID.NotFound"),
            Map.entry("ModifyNetworkInterfaceAttribute", "InvalidNetworkInterfaceID.NotFound"),
            Map.entry("AssociateAddress", "InvalidAllocationID.NotFound"),
            Map.entry("CreateNatGateway", "InvalidSubnetID.NotFound"),
            Map.entry("RevokeSecurityGroupEgress", "InvalidGroup.NotFound"),
            Map.entry("RevokeSecurityGroupIngress", "InvalidGroup.NotFound"),
            Map.entry("AuthorizeSecurityGroupEgress", "InvalidGroup.NotFound"),
            Map.entry("AuthorizeSecurityGroupIngress", "InvalidGroup.NotFound"),
            Map.entry("CreateVpcEndpoint", "InvalidRouteTableId.NotFound"));

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "gateway", "orders"})
    void whatIsNotKnownEverywhereYetIsAskedForAgain(String example) {
        try (Simulation simulation = new Simulation()) {
            SecureStack manifest = Simulation.example(example);
            UNKNOWN.forEach((action, code) -> simulation
                    .sandbox
                    .faults()
                    .once(FaultPoint.action(action), new Fault.Refused(code, 400, "The thing does not exist")));

            String stack = simulation.apply(manifest);
            simulation.untilReady(stack);

            assertThat(simulation.history).noneMatch(status -> status.is("Stalled"));
            assertThat(simulation.status(stack).drift().items()).isEmpty();
            long built = simulation.sandbox.journal().sequence();
            simulation.sweep(stack);
            assertThat(simulation.writes(built)).as("nothing was left open").isEmpty();
            assertThat(simulation.defects).isEmpty();
        }
    }
}
