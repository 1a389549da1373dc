package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a manifest asks for no more is taken off, and nothing that it never asked for. */
class FormerTagsTest {
    private static final String HEAD = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: tagged}
            spec:
              region: eu-west-1
              network: {nat: {mode: None}}
            """;
    private static final String RED = "tags: {team: red, cost: \"1\"}";
    private static final String REPORTING = "drift: {mode: Report}";

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    private String stack(String... spec) {
        String lines = Arrays.stream(spec).map(line -> "  " + line + "\n").collect(Collectors.joining());
        return simulation.apply(Simulation.manifest(HEAD + lines));
    }

    private Console ready(String... spec) {
        String stack = stack(spec);
        simulation.untilSettled(stack);
        return new Console(simulation, stack);
    }

    /** Who bears a key, of all that EC2 shows. */
    private Map<String, String> bearing(Console console, String key) {
        Map<String, String> bearing = new TreeMap<>();
        simulation.act(() -> console.ec2
                .describeTagsPaginator(request -> request.filters(Console.filter("key", key)))
                .tags()
                .forEach(each -> bearing.put(each.resourceId(), each.value())));
        return bearing;
    }

    private void later(Console console) {
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(10)));
        simulation.sweep("default/tagged");
        assertThat(console.ids()).isNotEmpty();
    }

    @Test
    void goesFromEverythingOfTheStack() {
        Console console = ready(RED);
        assertThat(bearing(console, "team").keySet())
                .contains(console.vpc())
                .isEqualTo(bearing(console, "stockade.dev/stack").keySet());

        ready("tags: {cost: \"1\"}");

        assertThat(bearing(console, "team")).isEmpty();
        assertThat(bearing(console, "cost")).containsKey(console.vpc());
    }

    @Test
    void goesWhereDriftIsOnlyReported() {
        Console console = ready(RED, REPORTING);
        assertThat(bearing(console, "team")).isNotEmpty();

        ready(REPORTING);

        assertThat(bearing(console, "team")).isEmpty();
    }

    @Test
    void staysWhereSomebodyElsePutIt() {
        Console console = ready();
        simulation.act(() -> console.tag(console.vpc(), "team", "theirs"));

        later(console);

        assertThat(bearing(console, "team")).containsExactly(Map.entry(console.vpc(), "theirs"));
    }

    @Test
    void isSomebodyElsesOnceItIsGone() {
        ready(RED);
        Console console = ready();
        later(console);
        simulation.act(() -> console.tag(console.vpc(), "team", "theirs"));

        later(console);

        assertThat(bearing(console, "team")).containsExactly(Map.entry(console.vpc(), "theirs"));
    }

    @Test
    void goesAfterARestartInBetween() {
        Console console = ready(RED);
        assertThat(bearing(console, "team")).isNotEmpty();
        stack();
        simulation.restart();

        simulation.untilSettled("default/tagged");

        assertThat(bearing(console, "team")).isEmpty();
    }
}
