package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.JournalEntry;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.Condition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A permission is missing: the status says which, and which statement of which file has it. */
class DeniedTest {
    private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/stockade/stockade";

    @Test
    void theStatusSaysWhatToGrantAndTheStackGoesOnOnceItIs() {
        try (Simulation simulation = new Simulation()) {
            simulation
                    .sandbox
                    .faults()
                    .add(
                            FaultPoint.action("CreateNatGateway"),
                            new Fault.Refused(
                                    "UnauthorizedOperation",
                                    403,
                                    "You are not authorized to perform this operation. User: " + ROLE
                                            + " is not authorized to perform: ec2:CreateNatGateway on resource:"
                                            + " arn:aws:ec2:eu-west-1:111122223333:natgateway/* because no"
                                            + " identity-based policy allows the ec2:CreateNatGateway action. Encoded"
                                            + " authorization failure message: " + "FbmPqXc0Zb".repeat(60)));
            String stack = simulation.apply(Simulation.example("gateway"));

            StackStatus status = simulation.until(stack, Duration.ofMinutes(15), each -> each.is("Stalled"));

            Condition stalled = status.condition("Stalled").orElseThrow();
            assertThat(stalled.reason()).isEqualTo("Refused");
            assertThat(stalled.message())
                    .contains("CreateNatGateway NatGateway nat-")
                    .contains(ROLE
                            + " may not do ec2:CreateNatGateway on arn:aws:ec2:eu-west-1:111122223333:natgateway/*")
                    .contains("(missing permission: ec2:CreateNatGateway, statement CreateNatGateway of"
                            + " deploy/iam/nat-gateway.json)")
                    .doesNotContain("FbmPq");
            assertThat(status.resources().unhealthy())
                    .anyMatch(each ->
                            each.toString().contains("statement CreateNatGateway of deploy/iam/nat-gateway.json"));

            simulation.sandbox.faults().clear();
            simulation.untilReady(stack);
            assertThat(simulation.defects).isEmpty();
        }
    }

    @Test
    void aPermissionThatIsNoCallOfOursIsNamedToo() {
        try (Simulation simulation = new Simulation()) {
            simulation
                    .sandbox
                    .faults()
                    .add(
                            FaultPoint.action("CreateAutoScalingGroup"),
                            new Fault.Refused(
                                    "AccessDenied",
                                    403,
                                    "You are not authorized to use launch template: lt-1. User: " + ROLE
                                            + " is not authorized to perform: ec2:RunInstances on resource:"
                                            + " arn:aws:ec2:eu-west-1:111122223333:instance/* because no"
                                            + " identity-based policy allows the ec2:RunInstances action"));
            String stack = simulation.apply(Simulation.example("minimal"));

            StackStatus status = simulation.until(stack, Duration.ofMinutes(15), each -> each.is("Stalled"));

            assertThat(status.condition("Stalled").orElseThrow().message())
                    .contains("(missing permission: ec2:RunInstances, statement RunByTemplateOnly of"
                            + " deploy/iam/nat-instance.json)");
            assertThat(simulation.writes(0)).filteredOn(JournalEntry::succeeded).isNotEmpty();
        }
    }
}
