package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;

/** A stack is the same in every partition: with that partition's ARNs and names of services. */
class PartitionsTest {
    @ParameterizedTest
    @CsvSource({
        "cn-north-1, aws-cn, ec2.amazonaws.com.cn",
        "us-gov-west-1, aws-us-gov, ec2.amazonaws.com",
        "eu-west-1, aws, ec2.amazonaws.com"
    })
    void aStackNamesNothingOfAnotherPartition(String region, String partition, String service) {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.manifest("""
                    apiVersion: stockade.dev/v1alpha1
                    kind: SecureStack
                    metadata: {name: abroad}
                    spec:
                      region: %s
                      network:
                        zones: 2
                        tiers: [{name: public, access: Public}, {name: app, access: Private}]
                        nat: {mode: Instance, sessionManager: Enabled}
                        endpoints: [{service: s3}, {service: ssm, tiers: [app]}]
                    """.formatted(region)));

            simulation.untilReady(stack);

            String said = simulation.sent.stream()
                    .map(sent -> sent.request().toString())
                    .collect(Collectors.joining("\n"));
            assertThat(said.replace("arn:" + partition + ":", "")).doesNotContain("arn:aws");
            assertThat(said)
                    .contains("arn:" + partition + ":iam::aws:policy/AmazonSSMManagedInstanceCore")
                    .contains("arn:" + partition + ":s3:::al2023-repos-" + region)
                    .contains("\"" + service + "\"");
            assertThat(simulation.sent.stream()
                            .filter(sent -> sent.request() instanceof CreateVpcEndpointRequest)
                            .map(sent -> ((CreateVpcEndpointRequest) sent.request()).serviceName()))
                    .hasSize(2)
                    .allMatch(name -> name.contains("." + region + "."));
            assertThat(simulation.defects).isEmpty();
        }
    }
}
