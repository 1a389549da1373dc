package io.stockade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.policy.Capability;
import io.stockade.aws.policy.Needs;
import io.stockade.aws.policy.Placeholders;
import io.stockade.aws.policy.Policy;
import io.stockade.simulation.UsedCalls;
import io.stockade.simulation.UsedCalls.Play;
import io.stockade.simulation.UsedCalls.Used;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the policies give is what the product asks for, call by call: no more, no less. */
class GrantedAndUsedTest {
    static final Placeholders HERE = new Placeholders("aws", UsedCalls.ACCOUNT, UsedCalls.INSTALLATION, "/stockade/");

    @Test
    void everyActionThatIsGrantedIsUsedAndTheOtherWayRound() {
        List<Used> calls = Arrays.stream(Play.values())
                .flatMap(play -> UsedCalls.of(play).stream())
                .toList();

        Set<String> used = needed(calls);

        assertThat(differences(granted(List.of(Capability.values())), used)).isEmpty();
    }

    @Test
    void readOnlyGivesWhatAReadOnlyServiceUses() {
        List<Used> calls = UsedCalls.of(Play.READ_ONLY);

        Set<String> used = needed(calls);

        assertThat(calls).noneMatch(Used::mutating);
        assertThat(differences(granted(List.of(Capability.READ_ONLY)), used)).isEmpty();
    }

    /** Each with the capabilities that its manifests need, and no others. */
    @ParameterizedTest
    @EnumSource(Play.class)
    void everyCallIsAllowed(Play play) {
        String document = HERE.fill(Policy.of(capabilities(play)).json());
        Evaluator policy = Evaluator.of(document);

        List<Demand> demands = UsedCalls.of(play).stream()
                .flatMap(call -> Demands.of(call, UsedCalls.ACCOUNT).stream())
                .toList();

        assertThat(UsedCalls.of(play))
                .filteredOn(call -> Demands.of(call, UsedCalls.ACCOUNT).isEmpty())
                .extracting(Used::action)
                .containsOnly("GetCallerIdentity");
        assertThat(demands.stream().filter(demand -> !policy.allows(demand)).distinct())
                .isEmpty();
    }

    private static Set<String> differences(Set<String> granted, Set<String> used) {
        Set<String> differences = new TreeSet<>();
        granted.stream()
                .filter(action -> !used.contains(action))
                .forEach(action -> differences.add("never used: " + action));
        used.stream()
                .filter(action -> !granted.contains(action))
                .forEach(action -> differences.add("not granted: " + action));
        return differences;
    }

    static Set<Capability> capabilities(Play play) {
        return switch (play) {
            case READ_ONLY -> EnumSet.of(Capability.READ_ONLY);
            case NETWORK_ONLY -> EnumSet.of(Capability.READ_ONLY, Capability.NETWORK, Capability.ENDPOINTS);
            case ISOLATED -> EnumSet.of(Capability.READ_ONLY, Capability.NETWORK, Capability.ENDPOINTS);
            case GATEWAYS ->
                EnumSet.of(Capability.READ_ONLY, Capability.NETWORK, Capability.NAT_GATEWAY, Capability.ENDPOINTS);
            case INSTANCES ->
                EnumSet.of(Capability.READ_ONLY, Capability.NETWORK, Capability.NAT_INSTANCE, Capability.ENDPOINTS);
            case INSTANCES_WITH_ROLES -> EnumSet.complementOf(EnumSet.of(Capability.NAT_GATEWAY));
            case FUNCTIONS -> EnumSet.of(Capability.READ_ONLY, Capability.NETWORK, Capability.FUNCTIONS);
            case SECRET_ACCESS -> EnumSet.of(Capability.READ_ONLY, Capability.SECRET_ACCESS);
            case MOVES -> EnumSet.allOf(Capability.class);
            case SECRETS -> EnumSet.of(Capability.READ_ONLY, Capability.SECRETS);
        };
    }

    private static Set<String> needed(List<Used> calls) {
        return calls.stream()
                .flatMap(call -> Needs.of(call.service(), call.action()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> granted(Collection<Capability> capabilities) {
        return capabilities.stream()
                .flatMap(capability -> capability.statements().stream())
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
