package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretStore.StepAnswer;
import io.stockade.cloud.SecretValue;
import io.stockade.memory.SecretMemory.Cause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rotation that Stockade does itself. A new value is stored and read back before anybody else hears of it; it is made
 * once for its version id; and it becomes current only when it is known to work, where somebody can know that.
 */
final class OwnRotation extends Attempt {
    private final ValueMaker values;

    OwnRotation(Task task, SecretStore store, ValueMaker values) {
        super(task, store);
        this.values = values;
    }

    @Override
    Verdict steps(Versions versions) {
        String token = task.token();
        boolean first = task.flight().cause() == Cause.FIRST;
        if (versions.served(token)) {
            reach(Steps.FINISH);
            return tidy(versions);
        }
        if (first != (versions.current() == null)) {
            // Somebody gave it a value, or it is another secret than the one that was to be rotated.
            return end(Verdict.Kind.MOOT);
        }
        boolean begun = token.equals(versions.pending());
        Optional<Verdict> obstacle = first ? Optional.empty() : others(versions, begun);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        reach(Steps.CREATE);
        Optional<Verdict> unstored = store(versions, first ? SecretStore.CURRENT : SecretStore.PENDING);
        if (unstored.isPresent()) {
            return unstored.get();
        }
        String hooks = task.hooks();
        if (first || hooks == null) {
            return finish(versions);
        }
        return new HookedRotation(this, versions, hooks).run(begun);
    }

    /** What is to be done first about a pending version that is not this one; empty if there is none. */
    private Optional<Verdict> others(Versions versions, boolean begun) {
        String pending = versions.pending();
        if (pending == null || begun || pending.equals(versions.current())) {
            return Optional.empty();
        }
        if (task.hooks() == null) {
            // Nobody was told of it, so it is in use nowhere.
            versions.release(pending);
            return Optional.empty();
        }
        boolean stored = exists();
        return Optional.of(
                stored
                        ? failed(
                                "OtherPending",
                                "version " + pending + " is pending, and so was " + task.token()
                                        + ": both are kept, since either may be in use; take the label AWSPENDING off the one"
                                        + " that is not")
                        // Whoever left that one is heard first; this one was never made.
                        : end(Verdict.Kind.MOOT));
    }

    private boolean exists() {
        try (Closing found = new Closing(store.find(task.arn(), task.token()).orElse(null))) {
            return found.there();
        }
    }

    /** Sees to it that the version is there, and can be read; says why not, if it is not. */
    private Optional<Verdict> store(Versions versions, String label) {
        boolean labelled = task.token().equals(versions.pending());
        if (exists()) {
            return labelled ? Optional.empty() : unlabelled(versions);
        }
        try (SecretValue value = values.make(task.duty().recipe())) {
            store.put(task.arn(), task.token(), value, label);
            versions.stored(task.token(), label);
            try (Closing back = new Closing(store.find(task.arn(), task.token()).orElse(null))) {
                return back.sameAs(value) ? Optional.empty() : Optional.of(notShown());
            }
        }
    }

    /** It was stored, and nobody gets it: its label is still to be seen, or somebody took it off. */
    private Optional<Verdict> unlabelled(Versions versions) {
        if (task.unsettled()) {
            return Optional.of(notShown());
        }
        if (task.hooks() != null) {
            // It may be in use: it is held on to.
            versions.mark(task.token());
            return Optional.empty();
        }
        // A request is served once, even if nobody remembers it. A time had better be served twice than not at all.
        boolean requested = task.flight().cause() == Cause.REQUESTED;
        return Optional.of(end(requested ? Verdict.Kind.SERVED : Verdict.Kind.GIVEN_UP));
    }

    /** Has a function do a step, and takes it as having done nobody knows what if there is no answer. */
    StepAnswer invoke(String function, String step, String version) {
        reach(step);
        try {
            return store.invoke(function, step, task.arn(), version);
        } catch (CloudException failure) {
            if (failure.category() == CloudException.Category.UNCERTAIN) {
                return StepAnswer.UNREACHABLE;
            }
            throw failure;
        }
    }

    /** Wipes what was read, if anything was. */
    private record Closing(@Nullable SecretValue value) implements AutoCloseable {
        boolean there() {
            return value != null;
        }

        boolean sameAs(SecretValue other) {
            return value != null && value.sameAs(other);
        }

        @Override
        public void close() {
            if (value != null) {
                value.close();
            }
        }
    }
}
