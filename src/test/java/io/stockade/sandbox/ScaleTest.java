package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** A thousand stacks in one region are no trouble. */
class ScaleTest {
    private static final int STACKS = 1000;

    @Test
    void aThousandStacks() {
        Sandbox sandbox = Sandboxes.create(
                SandboxSettings.defaults().withThrottling(false).withQuotas(Quotas.raised()));
        Ec2Client ec2 = Sandboxes.ec2(sandbox);
        List<String> vpcs = new ArrayList<>();
        for (int stack = 0; stack < STACKS; stack++) {
            String vpc = Sandboxes.vpc(ec2);
            vpcs.add(vpc);
            for (int tier = 0; tier < 6; tier++) {
                Sandboxes.subnet(ec2, vpc, "10.40." + tier + ".0/24", "euw1-az" + (tier % 3 + 1));
            }
            ec2.createRouteTable(CreateRouteTableRequest.builder().vpcId(vpc).build());
        }
        assertThat(ec2.describeSubnetsPaginator().subnets()).hasSize(6 * STACKS);
        assertThat(ec2.describeRouteTablesPaginator().stream()).hasSize(2 * STACKS / 100);
        assertThat(ec2.describeSubnets(request -> request.filters(filter("vpc-id", vpcs.get(500))))
                        .subnets())
                .extracting(Subnet::vpcId)
                .hasSize(6)
                .containsOnly(vpcs.get(500));
        ec2.deleteSubnet(request ->
                request.subnetId(ec2.describeSubnets(filtered -> filtered.filters(filter("vpc-id", vpcs.get(500))))
                        .subnets()
                        .get(0)
                        .subnetId()));
    }
}
