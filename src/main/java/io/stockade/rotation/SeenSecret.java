package io.stockade.rotation;

import io.stockade.cloud.SecretStore;
import io.stockade.graph.Observed;
import io.stockade.graph.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a secret, which may be minutes old: enough to tell whether there is something to do, and never to do
 * it.
 *
 * @param labels version ids by label
 * @param changed when AWS says it was changed last; {@code null} if it does not
 * @param rotated when AWS rotated it last; {@code null} if never
 * @param next when AWS rotates it next; {@code null} if it does not
 */
public record SeenSecret(
        String arn,
        String fullName,
        SortedMap<String, String> labels,
        @Nullable Instant changed,
        @Nullable Instant rotated,
        @Nullable Instant next) {
    public SeenSecret {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** A secret that is there and shows its labels; empty where nothing can be said of it. */
    public static Optional<SeenSecret> of(Observed<?> thing) {
        boolean shown = thing.lifecycle().works() && !thing.unread().contains("stages");
        if (!shown || !(thing.value() instanceof Secret secret)) {
            return Optional.empty();
        }
        return Optional.of(new SeenSecret(
                thing.id(),
                secret.name(),
                labels(secret.stages()),
                time(secret.changed()),
                time(secret.rotated()),
                time(secret.nextRotation())));
    }

    /** As {@link Secret#stages} has them. */
    public static SortedSet<String> stages(SortedMap<String, String> labels) {
        SortedSet<String> stages = new TreeSet<>();
        labels.forEach((label, version) -> stages.add(label + "=" + version));
        return stages;
    }

    private static SortedMap<String, String> labels(SortedSet<String> stages) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (String stage : stages) {
            int end = stage.lastIndexOf('=');
            labels.put(stage.substring(0, end), stage.substring(end + 1));
        }
        return labels;
    }

    @Nullable
    String current() {
        return labels.get(SecretStore.CURRENT);
    }

    /** The version that a rotation left or is about to make current; {@code null} if there is none. */
    @Nullable
    String pending() {
        String pending = labels.get(SecretStore.PENDING);
        return pending == null || pending.equals(current()) ? null : pending;
    }

    /** Whether a rotation ended but for the label that it leaves on the version that readers get. */
    boolean finished() {
        String current = current();
        return current != null && current.equals(labels.get(SecretStore.PENDING));
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
