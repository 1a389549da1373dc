package io.stockade.reconcile;

import io.stockade.blueprint.Blueprint;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Coverage;
import io.stockade.cloud.Errand;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretDuty;
import io.stockade.memory.Ledger;
import io.stockade.memory.SecretMemory;
import io.stockade.plan.Matching;
import io.stockade.rotation.Round;
import io.stockade.rotation.SecretHealth;
import io.stockade.rotation.SeenSecret;
import io.stockade.rotation.ValueMaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a pass that sees to the values of secrets, several side by side: what is due is remembered, tried, and
 * remembered again. Nothing is waited for; what AWS does not show yet is looked at by a later pass.
 */
final class Rotations {
    /** So many secrets of a stack are worked on side by side; the next pass goes on with the others at once. */
    private static final int AT_ONCE = 32;

    private final PassContext context;
    private final Cloud cloud;
    private final DesiredStack desired;
    private final Owner owner;
    private final Ledger ledger;
    private final Sight sight;
    private final ValueMaker values;

    Rotations(PassContext context, Cloud cloud, DesiredStack desired, Owner owner, Ledger ledger, Sight sight) {
        this.context = context;
        this.cloud = cloud;
        this.desired = desired;
        this.owner = owner;
        this.ledger = ledger;
        this.sight = sight;
        this.values = new ValueMaker(context.surroundings().values());
    }

    /**
     * What came of it.
     *
     * @param health of every secret, in the order of the manifest
     * @param wake when there is something to do next
     */
    record Report(List<SecretHealth> health, Optional<Instant> wake) {}

    /**
     * Rotates what is due.
     *
     * @param after who is who once the stack's own writes were done
     * @param hold why nothing is written; {@code null} if it is
     * @param guard is asked before anything is written, and throws if it must not be
     */
    Report run(Blueprint blueprint, Matching after, @Nullable String hold, Runnable guard) {
        if (blueprint.secrets().isEmpty() && ledger.memory().secrets().isEmpty()) {
            return new Report(List.of(), Optional.empty());
        }
        SortedMap<String, Round> rounds = begin(blueprint.secrets(), after, hold);
        List<Round> acting =
                rounds.values().stream().filter(Round::acts).limit(AT_ONCE).toList();
        if (!acting.isEmpty()) {
            // Calls go out from here on: what the pass did before is not left to chance while they do.
            ledger.save();
            guard.run();
        }
        remember(blueprint.secrets(), rounds);
        tryAll(acting);
        remember(blueprint.secrets(), rounds);
        rounds.values().forEach(this::tell);
        Stream<Instant> waiting = rounds.values().stream()
                .flatMap(round -> round.acts() && !acting.contains(round) ? Stream.of(now()) : round.wake().stream());
        return new Report(health(blueprint.secrets(), rounds, after), waiting.min(Instant::compareTo));
    }

    private SortedMap<String, Round> begin(List<SecretDuty> duties, Matching after, @Nullable String hold) {
        SortedMap<String, Round> rounds = new TreeMap<>();
        for (SecretDuty duty : duties) {
            seen(duty, after)
                    .ifPresent(secret -> rounds.put(
                            duty.name(),
                            Round.begin(
                                    new Round.Occasion(
                                            duty,
                                            owner.uid(),
                                            RotateRequests.of(desired, duty.name()),
                                            context.settings().visibility(),
                                            hold),
                                    secret,
                                    ledger.memory().secrets().get(duty.name()),
                                    now())));
        }
        return rounds;
    }

    private Optional<SeenSecret> seen(SecretDuty duty, Matching after) {
        return after.current(duty.secret())
                .flatMap(known -> sight.world.find(ResourceKind.SECRET, known.id()))
                .flatMap(SeenSecret::of);
    }

    /** Durable when it returns. Secrets that left the manifest are forgotten, unless the whole stack goes. */
    private void remember(List<SecretDuty> duties, SortedMap<String, Round> rounds) {
        SortedMap<String, SecretMemory> secrets = new TreeMap<>(ledger.memory().secrets());
        if (desired.state() != DesiredStack.State.DELETING) {
            secrets.keySet().retainAll(duties.stream().map(SecretDuty::name).collect(Collectors.toSet()));
        }
        rounds.forEach((name, round) -> secrets.put(name, round.memory()));
        if (!secrets.equals(ledger.memory().secrets())) {
            ledger.change(ledger.memory().withSecrets(secrets));
            ledger.save();
        }
    }

    private void tryAll(List<Round> rounds) {
        List<CompletableFuture<Round.Try>> running = new ArrayList<>();
        for (Round round : rounds) {
            SecretStore store = cloud.as(new Errand(
                            owner.stack(),
                            Errand.Urgency.ORDINARY,
                            round.since().orElse(now()),
                            Duration.ZERO))
                    .secrets();
            running.add(CompletableFuture.supplyAsync(
                    () -> round.attempt(store, values), context.surroundings().executor()));
        }
        for (int index = 0; index < rounds.size(); index++) {
            Round.Try tried = context.surroundings().waiter().await(running.get(index));
            rounds.get(index).settle(tried, now());
            show(rounds.get(index));
        }
        if (!rounds.isEmpty()) {
            sight.wroteUntil = now();
        }
    }

    /** The picture has the labels as they are now, though lists may not show them for a while. */
    private void show(Round round) {
        Optional<SortedMap<String, String>> labels = round.labels();
        Optional<Observed<?>> known = sight.world.find(ResourceKind.SECRET, round.arn());
        if (labels.isEmpty() || known.isEmpty() || !(known.get().value() instanceof Secret before)) {
            sight.dirty.add(ResourceKind.SECRET);
            return;
        }
        Secret now = before.withStages(SeenSecret.stages(labels.get()));
        if (now.equals(before)) {
            return;
        }
        Observed<?> thing = known.get();
        Observed<Secret> changed =
                new Observed<>(now, thing.id(), thing.lifecycle(), thing.note(), thing.unread(), thing.readAt());
        sight.recentWrites.note(sight.world, Written.now(changed), now());
        sight.world = sight.world.with(changed);
    }

    private void tell(Round round) {
        round.news().forEach(news -> {
            context.listener().rotation(owner.stack(), news);
            StackEvent.of(owner.stack(), news, now()).ifPresent(context.listener()::event);
        });
    }

    private List<SecretHealth> health(List<SecretDuty> duties, SortedMap<String, Round> rounds, Matching after) {
        List<SecretHealth> health = new ArrayList<>();
        for (SecretDuty duty : duties) {
            Round round = rounds.get(duty.name());
            health.add(round == null ? unseen(duty, after) : round.health(now()));
        }
        return List.copyOf(health);
    }

    private SecretHealth unseen(SecretDuty duty, Matching after) {
        Optional<Observed<?>> thing = after.current(duty.secret());
        Coverage coverage = sight.world.coverage(ResourceKind.SECRET);
        if (thing.filter(each -> each.lifecycle() == Lifecycle.RETIRED).isPresent()) {
            return Round.unseen(
                    duty, "ScheduledForDeletion", "somebody deleted it; it can be brought back for a while");
        }
        if (!coverage.complete()) {
            return Round.unseen(duty, "NotRead", "secrets could not be read");
        }
        return thing.isPresent()
                ? Round.unseen(duty, "NotReady", "AWS is not done with it")
                : Round.unseen(duty, "NotThere", "it is not there yet");
    }

    private Instant now() {
        return context.surroundings().clock().instant();
    }
}
