package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.SecretStore;
import io.stockade.memory.SecretMemory.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A rotation that AWS does by a function. It is asked for once; where it did not end in an hour, AWS is asked to take it
 * up again, and a person is told.
 */
final class AskedRotation extends Attempt {
    AskedRotation(Task task, SecretStore store) {
        super(task, store);
    }

    @Override
    Verdict steps(Versions versions) {
        String version = task.token();
        boolean asked = task.flight().cause() == Cause.ASKED;
        reach(task.flight().step());
        if (versions.served(version)) {
            return end(Verdict.Kind.DONE);
        }
        boolean pending = version.equals(versions.pending());
        if (!asked && !pending) {
            return end(Verdict.Kind.MOOT);
        }
        boolean again = !asked || !task.flight().step().isEmpty();
        if (!begin(version, versions) && !again) {
            // AWS sees to the earlier one first; this one is asked for again after it.
            return Verdict.later("", RotationPace.LONGEST_RUN, versions.labels());
        }
        reach(Steps.ROTATE);
        if (!again) {
            return Verdict.later(Steps.ROTATE, RotationPace.LEFT_PENDING, versions.labels());
        }
        String left = left(versions);
        Verdict failed = left == null
                ? failed(
                        "NotRotated",
                        "AWS was asked to rotate it an hour ago or more and did not: see the log of the"
                                + " function. It was asked again")
                : failed(
                        "LeftPending",
                        "AWS began to rotate it an hour ago or more and did not finish, version " + left
                                + " is still pending: see the log of the function. It was asked to try again");
        return failed.after(RotationPace.LEFT_PENDING);
    }

    /** Whether AWS begins this one: where another is not complete, it refuses, and takes that up again. */
    private boolean begin(String version, Versions versions) {
        try {
            store.rotate(task.arn(), version);
            return true;
        } catch (CloudException refusal) {
            boolean refused = refusal.category() == CloudException.Category.INVALID
                    || refusal.category() == CloudException.Category.DEPENDENCY;
            if (refused && left(versions) != null) {
                return false;
            }
            throw refusal;
        }
    }

    private static @Nullable String left(Versions versions) {
        String pending = versions.pending();
        return pending == null || pending.equals(versions.current()) ? null : pending;
    }
}
