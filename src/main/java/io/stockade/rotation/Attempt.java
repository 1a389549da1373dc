package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.SecretStore;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One try at something about the versions of a secret. It goes as far as it gets without waiting, and whatever stops it
 * leaves the versions so that the next try finds its way from their labels alone.
 */
abstract class Attempt {
    final Task task;
    final SecretStore store;
    private @Nullable Versions versions;
    private String step = "";

    Attempt(Task task, SecretStore store) {
        this.task = task;
        this.store = store;
    }

    /** The one that fits the cause. */
    static Attempt of(Task task, SecretStore store, ValueMaker values) {
        return switch (task.flight().cause()) {
            case FIRST, SCHEDULED, REQUESTED -> new OwnRotation(task, store, values);
            case LEFTOVER -> new LeftVersion(task, store);
            case ASKED, WATCHED -> new AskedRotation(task, store);
        };
    }

    final Verdict run() {
        try {
            versions = new Versions(store, task.arn());
            return steps(versions);
        } catch (Versions.Elsewhere stale) {
            return Trouble.notShown(task, step, null);
        } catch (CloudException failure) {
            return Trouble.of(failure, task, step, labels());
        } catch (RuntimeException defect) {
            // Its text might quote what it was about.
            String message = "a defect of this release: " + defect.getClass().getName();
            return Verdict.failed(step, "Defect", message, labels());
        }
    }

    abstract Verdict steps(Versions versions);

    /** Takes note of how far it came, for whoever asks where it failed. */
    final void reach(String reached) {
        step = reached;
    }

    final Verdict end(Verdict.Kind kind) {
        return new Verdict(kind, step, "", "", null, labels());
    }

    final Verdict notShown() {
        return Trouble.notShown(task, step, labels());
    }

    final Verdict failed(String reason, String message) {
        return Verdict.failed(step, reason, task.secret().fullName() + ": " + message, labels());
    }

    /** The version becomes what readers get, and is no longer pending. */
    final Verdict finish(Versions known) {
        reach(Steps.FINISH);
        if (!task.token().equals(known.current())) {
            known.promote(task.token());
        }
        return tidy(known);
    }

    /** The label that is of no use any more goes; where somebody took it off already, that is as well. */
    final Verdict tidy(Versions known) {
        if (task.token().equals(known.pending())) {
            known.release(task.token());
        }
        return end(Verdict.Kind.DONE);
    }

    private @Nullable SortedMap<String, String> labels() {
        return versions == null ? null : versions.labels();
    }
}
