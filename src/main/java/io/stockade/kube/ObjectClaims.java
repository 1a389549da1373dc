package io.stockade.kube;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.StackClaims;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an object may begin, beside the others: no two may have one range, or one name of a secret. What something
 * was made for has what it asks for; of those for which nothing was, the oldest. So a newcomer never stops what runs,
 * and whoever looks at the same objects says the same.
 */
final class ObjectClaims {
    /** Objects of one second go by their names. */
    private static final Comparator<RawStack> OLDEST =
            Comparator.comparing(ObjectClaims::created).thenComparing(RawStack::key);

    private final StackObjects objects;
    private final Function<RawStack, Optional<SecureStack>> manifests;

    /** By uid: reading a thousand objects anew for each that may not have begun would be a load. */
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /** @param manifests what is in force of an object */
    ObjectClaims(StackObjects objects, Function<RawStack, Optional<SecureStack>> manifests) {
        this.objects = objects;
        this.manifests = manifests;
    }

    /** What an object asked for when it was read. */
    private record Asked(String version, Optional<StackClaims> claims) {}

    /** Another object that asks for the same. */
    private record Rival(RawStack object, List<SpecProblem> clashes) {}

    /** What others have of that which an object asks for; nothing if it may begin, or has begun. */
    List<SpecProblem> objections(RawStack object) {
        if (StackObject.begun(object) || object.beingDeleted()) {
            return List.of();
        }
        return manifests
                .apply(object)
                .map(manifest -> rivals(object, StackClaims.of(manifest))
                        .filter(rival -> precedes(rival.object(), object))
                        .sorted(Comparator.comparing(Rival::object, OLDEST))
                        .flatMap(rival -> rival.clashes().stream())
                        .toList())
                .orElse(List.of());
    }

    /** Every object there is takes part, whether or not an event told of it. */
    private Stream<Rival> rivals(RawStack object, StackClaims wanted) {
        List<RawStack> all = objects.all().toList();
        if (asked.size() > all.size()) {
            asked.keySet().retainAll(all.stream().map(RawStack::uid).collect(Collectors.toSet()));
        }
        return all.stream()
                .filter(other -> !other.uid().equals(object.uid()))
                .flatMap(other -> rival(other, wanted).stream());
    }

    private Optional<Rival> rival(RawStack other, StackClaims wanted) {
        List<SpecProblem> clashes = claims(other)
                .map(theirs -> wanted.clashes(theirs, SecureStack.KIND + " " + other.key()))
                .orElse(List.of());
        return clashes.isEmpty() ? Optional.empty() : newest(other).map(known -> new Rival(known, clashes));
    }

    private Optional<StackClaims> claims(RawStack shown) {
        String version = shown.getMetadata().getResourceVersion();
        Asked known = asked.get(shown.uid());
        if (known == null || !known.version().equals(version)) {
            known = new Asked(version, newest(shown).flatMap(manifests).map(StackClaims::of));
            asked.put(shown.uid(), known);
        }
        return known.claims();
    }

    private Optional<RawStack> newest(RawStack shown) {
        return objects.find(shown.key()).map(StackObject::newest);
    }

    /** What is being deleted has what was made for it until that is gone, and nothing else. */
    private static boolean precedes(RawStack rival, RawStack object) {
        return StackObject.begun(rival) || (!rival.beingDeleted() && OLDEST.compare(rival, object) < 0);
    }

    /** RFC 3339 to the second, in UTC, as the server writes it: in order of time. */
    private static String created(RawStack object) {
        return Objects.requireNonNullElse(object.getMetadata().getCreationTimestamp(), "");
    }
}
