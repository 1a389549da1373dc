package io.stockade.kube;

import io.stockade.kube.ObjectReader.Reading;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.Stall;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.StackMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted, as the objects say it. A spec that can't be used takes nothing down: the last good one that this
 * process saw stays in force; where it saw none, nothing is touched until the spec is repaired.
 */
final class KubeSource implements DesiredStack.Source {
    private static final String APPROVE = "stockade.dev/approve";
    private static final String ADOPT_UID = "stockade.dev/adopt-uid";
    private static final String INVALID = "InvalidManifest";
    private static final String CLAIMED = "ClaimedByOther";
    private static final String UNTIL_FREE = "Nothing is made for it until that is free; then it goes on by itself";

    private final StackObjects objects;
    private final DeletionCause cause;
    private final ObjectClaims claims;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    KubeSource(StackObjects objects, DeletionCause cause) {
        this.objects = objects;
        this.cause = cause;
        this.claims = new ObjectClaims(
                objects, object -> Optional.ofNullable(read(object).good()));
    }

    /** What a manifest can differ by from one object to the next. */
    private record Edition(String uid, long generation, Map<String, String> labels, Map<String, String> annotations) {
        static Edition of(RawStack object) {
            return new Edition(
                    object.uid(),
                    object.generation(),
                    object.getMetadata().getLabels(),
                    object.getMetadata().getAnnotations());
        }
    }

    /**
     * An object as it was read last.
     *
     * @param good the last manifest that could be used; {@code null} if there was none in this process
     * @param released whether the engine is done with it for good
     */
    private record Known(
            Edition edition, Reading reading, @Nullable SecureStack good, boolean released) {
        static Known after(@Nullable Known before, Edition edition, Reading reading) {
            if (before == null || !before.edition().uid().equals(edition.uid())) {
                return new Known(edition, reading, reading.manifest(), false);
            }
            SecureStack good = reading.manifest() == null ? before.good() : reading.manifest();
            return new Known(edition, reading, good, before.released());
        }

        Known release() {
            return new Known(edition, reading, good, true);
        }
    }

    @Override
    public Optional<DesiredStack> find(String stack) {
        return object(stack).filter(object -> !object.unguarded()).flatMap(this::desired);
    }

    @Override
    public Optional<Stall> objection(String stack) {
        return object(stack).filter(RawStack::beingDeleted).flatMap(cause::objection);
    }

    /** Why an object can't be used at all; empty if it can, or an earlier manifest of it is in force. */
    Optional<Stall> refusal(String stack) {
        return object(stack).flatMap(this::refusal);
    }

    private Optional<Stall> refusal(RawStack object) {
        Known read = read(object);
        if (read.good() == null) {
            return Optional.ofNullable(read.reading().trouble()).map(trouble -> new Stall(INVALID, trouble));
        }
        List<SpecProblem> taken = claims.objections(object);
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Stall(CLAIMED, ObjectReader.text(taken) + "\n" + UNTIL_FREE));
    }

    /** Nothing is wanted of a stack any more, though its object may still be there. */
    void release(String stack) {
        known.computeIfPresent(stack, (key, read) -> read.release());
    }

    /** Whether nothing is wanted of this object any more. */
    boolean released(RawStack object) {
        return read(object).released();
    }

    private Optional<RawStack> object(String stack) {
        Optional<RawStack> object = objects.find(stack).map(StackObject::newest);
        if (object.isEmpty()) {
            known.remove(stack);
        }
        return object;
    }

    private Optional<DesiredStack> desired(RawStack object) {
        Known read = read(object);
        SecureStack manifest = read.good();
        if (manifest == null || read.released() || refusal(object).isPresent()) {
            return Optional.empty();
        }
        String trouble = read.reading().trouble();
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return Optional.of(new DesiredStack(
                trouble == null ? manifest : asking(manifest, annotations),
                object.generation(),
                object.beingDeleted() ? DesiredStack.State.DELETING : DesiredStack.State.WANTED,
                trouble == null ? null : trouble + "; the last good spec stays in force",
                annotations.get(APPROVE),
                annotations.get(ADOPT_UID),
                new TreeMap<>(),
                DriftChoice.among(annotations)));
    }

    /** What people ask for by annotations doesn't wait for the spec to be repaired. */
    private static SecureStack asking(SecureStack manifest, Map<String, String> annotations) {
        StackMetadata read = manifest.metadata();
        StackMetadata metadata = new StackMetadata(
                read.name(), read.namespace(), read.uid(), read.labels(), annotations, read.generation());
        return new SecureStack(manifest.apiVersion(), manifest.kind(), metadata, manifest.spec());
    }

    private Known read(RawStack object) {
        Edition edition = Edition.of(object);
        return known.compute(
                object.key(),
                (key, before) -> before != null && before.edition().equals(edition)
                        ? before
                        : Known.after(before, edition, ObjectReader.read(object)));
    }
}
