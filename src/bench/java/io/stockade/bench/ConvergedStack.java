package io.stockade.bench;

import io.stockade.blueprint.Blueprint;
import io.stockade.blueprint.StackBlueprint;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceGraph;
import io.stockade.plan.Comparer;
import io.stockade.plan.Decider;
import io.stockade.plan.Decision;
import io.stockade.plan.Doubts;
import io.stockade.plan.Matching;
import io.stockade.plan.Plan;
import io.stockade.plan.Planner;
import io.stockade.plan.Policy;
import io.stockade.plan.Remembered;
import io.stockade.simulation.Recording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** A stack that is as its manifest says: what finding that out costs, once everything was read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(2)
public class ConvergedStack {
    private static final Policy CORRECT = Policy.CORRECT;

    private Recording recording = Recording.of("gateway");
    private Owner owner = new Owner("", "", "");
    private World world = World.UNSEEN;
    private Map<Address, Remembered> remembered = Map.of();
    private ResourceGraph graph = ResourceGraph.builder().build();

    /** Builds the stack in the sandbox, and reads it once. */
    @Setup
    public void read() {
        owner = new Owner("test", recording.manifest().key(), recording.memory().uid());
        Map<Address, Remembered> known = new TreeMap<>();
        recording
                .memory()
                .resources()
                .forEach((address, memory) ->
                        known.put(Address.parse(address), new Remembered(memory.id(), memory.appliedDigest())));
        remembered = known;
        world = World.UNSEEN;
        for (Recording.Reading reading : recording.readings()) {
            List<Observed<?>> things =
                    reading.things().<Observed<?>>map(this::detailed).toList();
            world = world.listed(reading.kinds(), things, Instant.EPOCH);
        }
        graph = drawing().graph();
        if (!compareAndPlan().empty()) {
            throw new IllegalStateException("the stack is not as declared: " + compareAndPlan());
        }
    }

    private Observed<?> detailed(Observed<?> listed) {
        return recording.details().getOrDefault(listed.id(), listed);
    }

    /** From the graph and the picture to an empty plan. */
    @Benchmark
    public Plan compareAndPlan() {
        return plan(graph);
    }

    /** From the manifest to the graph. */
    @Benchmark
    public Blueprint drawing() {
        return StackBlueprint.draw(
                recording.manifest(), recording.facts(), recording.memory().addressPlan(), owner);
    }

    /** From the manifest and the picture to an empty plan. */
    @Benchmark
    public Plan drawCompareAndPlan() {
        return plan(drawing().graph());
    }

    private Plan plan(ResourceGraph wanted) {
        Matching matching = Matching.of(wanted, world, owner, remembered);
        List<Decision> decisions =
                Decider.decide(Comparer.compare(wanted, world, matching, remembered, Doubts.NONE), CORRECT);
        return Planner.plan(wanted, world, matching, decisions);
    }
}
