package io.stockade.rotation;

import io.stockade.cloud.SecretStore;
import io.stockade.memory.SecretMemory.Cause;

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
        store.rotate(task.arn(), version);
        reach(Steps.ROTATE);
        if (!again) {
            return Verdict.later(Steps.ROTATE, RotationPace.LEFT_PENDING, versions.labels());
        }
        String left = versions.pending();
        Verdict failed = left == null || left.equals(versions.current())
                ? failed("NotRotated", "AWS was asked to rotate it an hour ago or more and did not: see the log of the"
                        + " function. It was asked again")
                : failed("LeftPending", "AWS began to rotate it an hour ago or more and did not finish, version " + left
                        + " is still pending: see the log of the function. It was asked to try again");
        return failed.after(RotationPace.LEFT_PENDING);
    }
}
