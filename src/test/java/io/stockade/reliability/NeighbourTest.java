package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Sandbox;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Engines without a check of ownership are stopped by other guards before they write: so the oracle is tried by hand. */
class NeighbourTest {
    @Test
    void whateverWeWriteToAnotherInstallationsThingsIsSeen() {
        try (Lab lab = new Lab(Lab.Start.NOTHING, FaultPlan.undisturbed(Scenario.CREATE))) {
            lab.makeLookalike();
            Ec2Client ours = lab.sandbox.as(Sandbox.PRINCIPAL + "-1").ec2(Lab.ACCOUNT, Lab.REGION);
            String vpc = lab.time.call(() -> ours.describeVpcs().vpcs()).stream()
                    .filter(each -> each.cidrBlock().equals("10.81.0.0/16"))
                    .map(Vpc::vpcId)
                    .findFirst()
                    .orElseThrow();
            assertThat(touched(lab)).isEmpty();

            lab.time.call(() -> ours.modifyVpcAttribute(
                    request -> request.vpcId(vpc).enableDnsHostnames(attribute -> attribute.value(true))));

            assertThat(touched(lab)).hasValueSatisfying(what -> assertThat(what).contains("ModifyVpcAttribute", vpc));
        }
    }

    private static Optional<String> touched(Lab lab) {
        return Neighbour.touched(lab.world.rows(), lab.sandbox.journal().since(0));
    }
}
