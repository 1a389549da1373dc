package io.stockade.simulation;

import io.stockade.blueprint.Questions;
import io.stockade.blueprint.StackBlueprint;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.memory.StackMemory;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What AWS shows of one stack that was built in the sandbox, so that it can be played back without one, as often as is
 * wanted.
 *
 * @param manifest of the stack
 * @param readings what each reader lists of it
 * @param details what is read one by one, by id, where a list leaves something unread
 * @param facts of the region, as the stack asks for them
 * @param memory of the stack
 */
public record Recording(
        SecureStack manifest,
        List<Reading> readings,
        Map<String, Observed<?>> details,
        RegionFacts facts,
        StackMemory memory) {
    /** The account in which stacks are recorded. */
    public static final String ACCOUNT = Simulation.ACCOUNT;

    /** The name that the stack has; nothing else in a recording contains it. */
    public static final String NAME = "recorded";

    /** What one reader listed. */
    public record Reading(Set<ResourceKind> kinds, Reader.Narrowing narrowing, List<Listed> listed) {
        /** What was seen. */
        public Stream<Observed<?>> things() {
            return listed.stream().map(Listed::thing);
        }
    }

    /** Builds an example in the sandbox, and records what is shown of it then. */
    public static Recording of(String example) {
        SecureStack manifest = named(example);
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(manifest);
            simulation.untilReady(stack);
            simulation.sweep(stack);
            StackMemory memory = simulation.memory.find(stack).orElseThrow().memory();
            Cloud cloud = simulation.cloud(manifest.spec().region());
            Questions questions = StackBlueprint.questions(manifest);
            return simulation.time.call(() -> {
                List<Reading> readings = readings(cloud, memory);
                RegionFacts facts =
                        cloud.facts(questions.instanceTypes(), questions.services(), questions.prefixLists());
                return new Recording(manifest, readings, details(cloud, readings), facts, memory);
            });
        }
    }

    /** The example under another name, bound to an account, and with a range of which many fit into one account. */
    private static SecureStack named(String example) {
        String yaml = ManifestWriter.yaml(Simulation.example(example));
        return Simulation.manifest(yaml.replaceFirst("name: " + example, "name: " + NAME)
                .replaceFirst("cidr: 10.50.0.0/16", "cidr: 10.50.0.0/20")
                .replaceFirst("\nspec:", "\nspec:\n  account: {id: '" + ACCOUNT + "'}"));
    }

    private static List<Reading> readings(Cloud cloud, StackMemory memory) {
        String vpc = memory.resources().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Vpc/"))
                .map(entry -> String.valueOf(entry.getValue().id()))
                .findFirst()
                .orElseThrow();
        ReadScope scope = new ReadScope("test", new TreeSet<>(Set.of(vpc)));
        return cloud.readers().stream()
                .map(reader -> new Reading(reader.kinds(), reader.narrowing(), reader.list(scope)))
                .toList();
    }

    private static Map<String, Observed<?>> details(Cloud cloud, List<Reading> readings) {
        Map<String, Observed<?>> details = new TreeMap<>();
        List<Observed<?>> all = new ArrayList<>();
        readings.forEach(reading -> reading.things().forEach(all::add));
        for (Observed<?> thing : all) {
            if (!thing.unread().isEmpty()) {
                details.put(thing.id(), detailed(cloud.driver(thing.kind()), thing));
            }
        }
        return details;
    }

    @SuppressWarnings("unchecked") // the driver of a kind takes records of that kind
    private static <R extends Resource> Observed<R> detailed(Driver<R> driver, Observed<?> thing) {
        return driver.readDetails((Observed<R>) thing);
    }
}
