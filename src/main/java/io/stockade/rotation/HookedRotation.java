package io.stockade.rotation;

import io.stockade.cloud.SecretStore.StepAnswer;

/**
 * The part of a rotation in which a function gives the new value to whom it opens, and tests it. What a function did that
 * gave no answer, nobody knows: both values are kept until a test tells.
 */
final class HookedRotation {
    private final OwnRotation rotation;
    private final Versions versions;
    private final String function;

    HookedRotation(OwnRotation rotation, Versions versions, String function) {
        this.rotation = rotation;
        this.versions = versions;
        this.function = function;
    }

    /** @param begun whether an earlier try may have set the value already */
    Verdict run(boolean begun) {
        if (begun) {
            StepAnswer works = test(rotation.task.token());
            if (works == StepAnswer.DONE) {
                return rotation.finish(versions);
            }
            if (works != StepAnswer.LOGIN_REFUSED) {
                return failed(works);
            }
            if (hopeless() && oldOneWorks()) {
                versions.release(rotation.task.token());
                return rotation.end(Verdict.Kind.GIVEN_UP);
            }
        }
        StepAnswer set = rotation.invoke(function, Steps.SET, rotation.task.token());
        if (set != StepAnswer.DONE) {
            return failed(set);
        }
        StepAnswer works = test(rotation.task.token());
        return works == StepAnswer.DONE ? rotation.finish(versions) : failed(works);
    }

    /** Whether it was tried often enough, and nothing can bring the value to life any more. */
    private boolean hopeless() {
        return rotation.task.failures() >= RotationPace.PATIENCE && !rotation.task.running();
    }

    private boolean oldOneWorks() {
        String current = versions.current();
        return current != null && test(current) == StepAnswer.DONE;
    }

    private StepAnswer test(String version) {
        return rotation.invoke(function, Steps.TEST, version);
    }

    private Verdict failed(StepAnswer answer) {
        return switch (answer) {
            case UNREACHABLE ->
                rotation.failed(
                        "Unreachable",
                        "the function " + function + " did not answer in time: check that it reaches the service whose"
                                + " login it changes, and Secrets Manager");
            case LOGIN_REFUSED ->
                rotation.failed(
                        "LoginRefused",
                        "the function " + function + " was refused a login: neither the new value nor the old one is"
                                + " known to work; both are kept. See the function's log");
            case DONE, FAILED -> rotation.failed("HookFailed", "the function " + function + " failed: see its log");
        };
    }
}
