package io.stockade.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/** Plays plan after plan; how each scenario ends undisturbed is played once. */
final class Campaign {
    /** Twice as many as there are processors: while a play changes from one of its threads to the next, it needs none. */
    private static final Executor PLAYERS =
            new ForkJoinPool(2 * Runtime.getRuntime().availableProcessors());

    private final Mutant mutant;
    private final Map<FaultPlan, Play.Result> undisturbed = new HashMap<>();
    private final Map<Scenario, Lab.Start> starts = new EnumMap<>(Scenario.class);

    Campaign() {
        this(Mutant.NONE);
    }

    /** @param mutant what is wrong with the engine, but for where it shows how a scenario should go */
    Campaign(Mutant mutant) {
        this.mutant = mutant;
    }

    Play.Result play(FaultPlan plan) {
        Play.Result known = undisturbed(plan.undisturbed());
        return Play.of(plan, start(plan.scenario()), mutant, Optional.of(known.ending()));
    }

    /**
     * What came of plans.
     *
     * @param problems the command that plays a plan again, and what was wrong
     * @param pointless how many plans turned out to make no difference
     */
    record Outcome(int plans, List<String> problems, int pointless) {
        String summary() {
            return plans + " plans, of which " + pointless + " made no difference; " + problems.size() + " problems";
        }
    }

    /** Plays them side by side; each is a world of its own. */
    Outcome play(List<FaultPlan> plans) {
        plans.stream().map(FaultPlan::undisturbed).distinct().forEach(this::undisturbed);
        List<Play.Result> results = plans.stream()
                .map(plan -> CompletableFuture.supplyAsync(() -> play(plan).brief(), PLAYERS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        return new Outcome(
                plans.size(),
                results.stream()
                        .filter(result -> !result.problems().isEmpty())
                        .map(result -> result.plan().replay() + "\n" + String.join("\n", result.problems()))
                        .toList(),
                (int) results.stream().filter(Play.Result::pointless).count());
    }

    /** All plans with one fault, scenario by scenario. */
    Map<Scenario, List<FaultPlan>> singles() {
        return Singles.of(Scenario.played().toList(), this::undisturbed);
    }

    /** Pairs of single faults of one scenario, drawn by a seed. */
    static List<FaultPlan> doubles(Map<Scenario, List<FaultPlan>> singles, int count, long seed) {
        List<Scenario> scenarios = Scenario.played().toList();
        Random random = new Random(seed);
        List<FaultPlan> plans = new ArrayList<>();
        while (plans.size() < count) {
            Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
            List<FaultPlan> all = singles.getOrDefault(scenario, List.of());
            List<FaultPlan.Strike> pair =
                    new ArrayList<>(all.get(random.nextInt(all.size())).strikes());
            pair.addAll(all.get(random.nextInt(all.size())).strikes());
            pair.sort(Comparator.comparing(FaultPlan.Strike::index));
            plans.add(new FaultPlan(scenario, pair));
        }
        return plans;
    }

    /** How a scenario goes where nothing goes wrong. */
    Play.Result undisturbed(Scenario scenario) {
        return undisturbed(FaultPlan.undisturbed(scenario));
    }

    /** @param plan in which nothing goes wrong */
    synchronized Play.Result undisturbed(FaultPlan plan) {
        Play.Result known = undisturbed.get(plan);
        if (known == null) {
            known = Play.of(plan, start(plan.scenario()), Mutant.NONE, Optional.empty());
            if (!known.problems().isEmpty()) {
                throw new AssertionError(plan + " undisturbed: " + known.problems() + "\n" + known.journal());
            }
            undisturbed.put(plan, known);
        }
        return known;
    }

    private Lab.Start start(Scenario scenario) {
        if (scenario.before == null) {
            return Lab.Start.NOTHING;
        }
        return mutant == Mutant.TOKEN_WITHOUT_INCARNATION
                ? startOfMutant(scenario.before)
                : undisturbed(scenario.before).ending().left().after(scenario.away());
    }

    /** Only what was made by the same rules has the same tokens. */
    private synchronized Lab.Start startOfMutant(Scenario before) {
        Lab.Start known = starts.get(before);
        if (known == null) {
            known = Play.of(FaultPlan.undisturbed(before), start(before), mutant, Optional.empty())
                    .ending()
                    .left();
            starts.put(before, known);
        }
        return known;
    }

    /** The reply of every call that makes something lost, each with reads that are behind by so much. */
    List<FaultPlan> lostCreations(Scenario scenario, Duration lag) {
        return undisturbed(new FaultPlan(scenario, lag, List.of())).moments().stream()
                .filter(moment -> Stream.of("Create", "Allocate").anyMatch(moment.action()::startsWith))
                .map(moment ->
                        new FaultPlan(scenario, lag, List.of(new FaultPlan.Strike(Fault.REPLY_LOST, moment.index()))))
                .toList();
    }
}
