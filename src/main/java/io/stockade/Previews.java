package io.stockade;

import io.stockade.reconcile.Engine;
import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import io.stockade.web.Refusal;
import java.util.function.Function;

/** Plans as people and programs read them. */
final class Previews {
    private static final int NOT_IMPLEMENTED = 501;

    private Previews() {}

    /** What an engine would do about a manifest in the world as it is. */
    static Function<SecureStack, PlanReply> of(Engine engine) {
        return stack -> {
            throw new Refusal(
                    NOT_IMPLEMENTED, engine.getClass().getSimpleName() + " can't preview " + stack.key() + " yet");
        };
    }
}
