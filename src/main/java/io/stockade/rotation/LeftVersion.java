package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretStore.StepAnswer;

/**
 * A pending version that is not ours, or of which we know nothing any more. Where nobody sets values, it is in use
 * nowhere and only loses its label; elsewhere a test tells whether it is the one in use.
 */
final class LeftVersion extends Attempt {
    LeftVersion(Task task, SecretStore store) {
        super(task, store);
    }

    @Override
    Verdict steps(Versions versions) {
        String version = task.token();
        if (!version.equals(versions.pending())) {
            return end(Verdict.Kind.MOOT);
        }
        if (version.equals(versions.current())) {
            versions.release(version);
            return end(Verdict.Kind.MOOT);
        }
        String hooks = task.hooks();
        if (hooks == null) {
            versions.release(version);
            return end(Verdict.Kind.GIVEN_UP);
        }
        return switch (test(hooks, version)) {
            case DONE -> finish(versions);
            case LOGIN_REFUSED -> refused(versions, hooks);
            case UNREACHABLE ->
                failed(
                        "Unreachable",
                        "the function " + hooks + " did not answer in time, so that nobody knows whether" + " version "
                                + version + " is in use");
            case FAILED ->
                failed(
                        "HookFailed",
                        "the function " + hooks + " failed, so that nobody knows whether version " + version
                                + " is in use: see its log");
        };
    }

    private Verdict refused(Versions versions, String hooks) {
        String current = versions.current();
        if (current != null && test(hooks, current) == StepAnswer.DONE) {
            versions.release(task.token());
            return end(Verdict.Kind.GIVEN_UP);
        }
        return failed(
                "LoginRefused",
                "neither the current version nor the pending one, " + task.token()
                        + ", is known to work: both are kept. See the log of the function " + hooks);
    }

    private StepAnswer test(String hooks, String version) {
        reach(Steps.TEST);
        try {
            return store.invoke(hooks, Steps.TEST, task.arn(), version);
        } catch (CloudException failure) {
            if (failure.category() == CloudException.Category.UNCERTAIN) {
                return StepAnswer.UNREACHABLE;
            }
            throw failure;
        }
    }
}
