package io.stockade.rotation;

import io.stockade.cloud.SecretStore;
import io.stockade.graph.SecretDuty;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.SecretMemory.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One secret in one pass: what is intended, the try, what came of it. What is intended is to be remembered durably before
 * the try, and what came of it after it.
 */
public final class Round {
    private final SecretDuty duty;
    private final String uid;
    private final SortedSet<String> requests;
    private final Duration visibility;
    private final @Nullable String hold;
    private final Intention intention;
    private final List<RotationNews> news = new ArrayList<>();
    private SeenSecret seen;
    private SecretMemory memory;
    private @Nullable Instant wake;
    private boolean labelsKnown;

    private Round(Occasion occasion, SeenSecret seen, @Nullable SecretMemory remembered, Instant now) {
        this.duty = occasion.duty();
        this.uid = occasion.uid();
        this.requests = occasion.requests();
        this.visibility = occasion.visibility();
        this.hold = occasion.hold();
        this.seen = seen;
        this.intention = agenda(now).of(seen, remembered, hold != null);
        this.memory = intention.memory();
        this.wake = intention.wake();
        this.news.addAll(intention.news());
    }

    /**
     * What a round rests on besides the secret.
     *
     * @param uid of the stack's incarnation, which version ids are made of
     * @param requests what people ask with for a rotation at once
     * @param visibility for how long AWS may not show what was written
     * @param hold why nothing is written; {@code null} if it is
     */
    public record Occasion(
            SecretDuty duty,
            String uid,
            SortedSet<String> requests,
            Duration visibility,
            @Nullable String hold) {}

    /** @param remembered {@code null} if nothing is */
    public static Round begin(Occasion occasion, SeenSecret seen, @Nullable SecretMemory remembered, Instant now) {
        return new Round(occasion, seen, remembered, now);
    }

    /** How a secret fares that cannot be seen. */
    public static SecretHealth unseen(SecretDuty duty, String reason, String message) {
        return new Healths(duty, "", Instant.EPOCH).unseen(reason, message);
    }

    /** Whether there is something to try now. */
    public boolean acts() {
        return intention.toDo().isPresent();
    }

    /** Since when the rotation goes on that is tried. */
    public Optional<Instant> since() {
        return intention.toDo().map(Task::begun);
    }

    /** Tries what there is to do. Any thread; nothing of this round is changed by it. */
    public Try attempt(SecretStore store, ValueMaker values) {
        Task task = intention.toDo().orElseThrow();
        return new Try(Attempt.of(task, store, values).run());
    }

    /** What a try came to. */
    public record Try(Verdict verdict) {}

    /** Takes note of what a try came to. */
    public void settle(Try tried, Instant now) {
        Task task = intention.toDo().orElseThrow();
        Settlement settlement = Settlement.of(memory, task, tried.verdict(), uid, now);
        memory = settlement.memory();
        news.addAll(settlement.news());
        SortedMap<String, String> labels = tried.verdict().labels();
        if (labels != null) {
            labelsKnown = true;
            seen = new SeenSecret(seen.arn(), seen.fullName(), labels, seen.changed(), seen.rotated(), seen.next());
        }
        wake = memory.flight() == null ? next(task, now) : memory.flight().next();
    }

    private @Nullable Instant next(Task done, Instant now) {
        // What waited for a first value, such as rotation by AWS, can be switched on at once.
        boolean first = done.flight().cause() == Cause.FIRST;
        return first ? now : agenda(now).wake(seen, memory).orElse(null);
    }

    public SecretDuty duty() {
        return duty;
    }

    public SecretMemory memory() {
        return memory;
    }

    public String arn() {
        return seen.arn();
    }

    /** Which version has which label, as far as the try tells; empty if it does not. */
    public Optional<SortedMap<String, String>> labels() {
        return labelsKnown ? Optional.of(seen.labels()) : Optional.empty();
    }

    public Optional<Instant> wake() {
        return Optional.ofNullable(wake);
    }

    public List<RotationNews> news() {
        return List.copyOf(news);
    }

    public SecretHealth health(Instant now) {
        return new Healths(duty, uid, now).of(seen, memory, hold);
    }

    private Agenda agenda(Instant now) {
        return new Agenda(duty, uid, visibility, requests, now);
    }
}
