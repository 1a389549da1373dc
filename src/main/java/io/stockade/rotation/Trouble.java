package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Says what a failed call means for a rotation, in our own words: AWS's may quote the request. */
final class Trouble {
    private static final Duration THROTTLED = Duration.ofSeconds(2);

    private Trouble() {}

    static Verdict of(CloudException failure, Task task, String step, @Nullable SortedMap<String, String> labels) {
        Duration wait = failure.retryAfter();
        return switch (failure.category()) {
            case THROTTLED -> Verdict.later(step, wait == null ? THROTTLED : wait, labels);
            // The version is there, and AWS does not show it yet: it is read before anything else is done.
            case TOKEN_MISMATCH -> notShown(task, step, labels);
            case UNCERTAIN ->
                failed(
                        "Unreachable",
                        "AWS did not answer, and nobody knows whether it was done",
                        failure,
                        task,
                        step,
                        labels);
            case NOT_FOUND -> failed("NotFound", "AWS does not know what it names", failure, task, step, labels);
            case DENIED -> failed("Denied", "the credentials may not do this: allow it", failure, task, step, labels);
            case CREDENTIALS ->
                failed("Credentials", "the credentials are expired or missing", failure, task, step, labels);
            case QUOTA -> failed("Quota", "a limit of the account is reached", failure, task, step, labels);
            case ALREADY_EXISTS, DEPENDENCY, INVALID, UNSUPPORTED ->
                failed("Refused", refused(failure.category()), failure, task, step, labels);
        };
    }

    private static String refused(Category category) {
        return category == Category.UNSUPPORTED ? "this cloud lacks the call" : "AWS refuses it as things are";
    }

    /** What was written and is not shown: nothing is wrong with that for a while. */
    static Verdict notShown(Task task, String step, @Nullable SortedMap<String, String> labels) {
        if (task.unsettled() || task.failures() > 0) {
            return Verdict.later(step, RotationPace.look(task.begun(), task.now()), labels);
        }
        return Verdict.failed(
                step,
                "NotShown",
                "AWS does not show version " + task.token() + " of "
                        + task.secret().fullName() + " as it was left: look at its versions",
                labels);
    }

    private static Verdict failed(
            String reason,
            String cause,
            CloudException failure,
            Task task,
            String step,
            @Nullable SortedMap<String, String> labels) {
        String code = failure.code().isEmpty() ? "" : " (" + failure.code() + ")";
        String message = failure.action() + " for " + task.secret().fullName() + ": " + cause + code;
        return Verdict.failed(step, reason, message, labels);
    }
}
