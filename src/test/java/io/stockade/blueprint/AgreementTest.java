package io.stockade.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.spec.LinkSpec;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.ManifestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A validation and a plan refuse the same manifests in the same words. The region lacks nothing here, so that every
 * error of a blueprint comes from the manifest alone.
 */
class AgreementTest {
    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void planRefusesWhatValidationRefuses(int seed) {
        // Given
        String manifest = RandomManifest.of(seed);
        ManifestResult validated = ManifestReader.read(manifest.getBytes(StandardCharsets.UTF_8), "in.yaml");

        // When
        Blueprint blueprint = draw(Manifests.read(manifest));

        // Then
        List<String> refusals = validated.problems().stream()
                .filter(SpecProblem::blocks)
                .map(problem -> problem.path() + ": " + problem.sentence())
                .toList();
        assertThat(errors(blueprint)).as(manifest).containsExactlyInAnyOrderElementsOf(refusals);
        assertThat(validated.problems())
                .allSatisfy(problem -> assertThat(problem.line()).isPositive());
    }

    /** What can't be drawn is passed over in silence, which is right only if the rules spoke before. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatValidationAcceptsIsDrawnWhole(int seed) {
        // Given
        String manifest = RandomManifest.of(seed);
        SecureStack stack = Manifests.read(manifest);

        // When
        Blueprint blueprint = draw(stack);

        // Then
        if (blueprint.blocked()) {
            return;
        }
        SortedSet<String> drawn = new TreeSet<>();
        blueprint.graph().nodes().keySet().forEach(address -> drawn.add(address.toString()));
        NetworkSpec network = stack.spec().networkOrDefault();
        stack.spec()
                .securityGroups()
                .forEach(group -> assertThat(drawn).as(manifest).contains("SecurityGroup/" + group.name()));
        network.endpointsOrDefault()
                .forEach(endpoint -> assertThat(drawn)
                        .as(manifest)
                        .contains(
                                switch (endpoint.typeOrDefault()) {
                                    case GATEWAY -> "GatewayEndpoint/" + endpoint.service();
                                    case INTERFACE -> "InterfaceEndpoint/" + endpoint.service();
                                }));
        assertThat(drawn.stream().filter(address -> address.startsWith("Subnet/")))
                .as(manifest)
                .hasSize(network.tiersOrDefault().size() * network.zonesOrDefault());
        assertThat(rules(blueprint)).as(manifest).containsAll(sides(stack));
    }

    /** Every end of a link that is a group of the stack, as the description of a rule. */
    private static List<String> sides(SecureStack stack) {
        List<String> sides = new ArrayList<>();
        for (LinkSpec link : stack.spec().links()) {
            String description = link.from() + " to " + link.to();
            if (link.from().group() != null) {
                sides.add("EGRESS " + link.from().group() + ": " + description);
            }
            if (link.to().group() != null) {
                sides.add("INGRESS " + link.to().group() + ": " + description);
            }
        }
        return sides;
    }

    private static List<String> rules(Blueprint blueprint) {
        return blueprint.graph().nodes().values().stream()
                .map(ResourceGraph.Node::resource)
                .filter(SecurityGroupRule.class::isInstance)
                .map(SecurityGroupRule.class::cast)
                .map(rule -> rule.direction() + " "
                        + ((Ref.Planned) rule.group()).address().name() + ": " + rule.description())
                .toList();
    }

    /** Neither side of the other test is empty all the time. */
    @Test
    void randomManifestsAreBothSoundAndNot() {
        List<Boolean> blocked = seeds().mapToObj(
                        seed -> draw(Manifests.read(RandomManifest.of(seed))).blocked())
                .toList();

        assertThat(blocked.stream().filter(each -> each)).hasSizeGreaterThan(50);
        assertThat(blocked.stream().filter(each -> !each)).hasSizeGreaterThan(50);
    }

    private static Blueprint draw(SecureStack stack) {
        return StackBlueprint.draw(stack, Regions.named("plenty"), AddressPlan.EMPTY, Manifests.owner(stack));
    }

    private static List<String> errors(Blueprint blueprint) {
        return blueprint.notices().stream()
                .filter(notice -> notice.severity() == Notice.Severity.ERROR)
                .map(notice -> notice.path() + ": " + notice.message())
                .toList();
    }
}
