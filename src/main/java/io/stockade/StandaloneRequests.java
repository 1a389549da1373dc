package io.stockade;

import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.FrontEnd.Known;
import io.stockade.spec.SecureStack;
import io.stockade.standalone.RefusedException;
import io.stockade.standalone.Standalone;
import io.stockade.web.Refusal;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The folder takes what people ask. */
record StandaloneRequests(Standalone standalone) implements Requests {
    @Override
    public Known apply(byte[] manifest) {
        return asked(() -> standalone.apply(manifest));
    }

    @Override
    public Known approve(String stack, String plan) {
        return asked(() -> standalone.approve(stack, plan));
    }

    @Override
    public String rotate(String stack, String secret) {
        return asked(() -> standalone.rotate(stack, secret));
    }

    @Override
    public void decide(String stack, String key, @Nullable DriftChoice choice, Set<String> keys) {
        Known unused = asked(() -> standalone.decide(stack, key, choice, keys));
    }

    @Override
    public Known delete(String stack) {
        return asked(() -> standalone.delete(stack));
    }

    @Override
    public SecureStack check(byte[] manifest) {
        return asked(() -> standalone.check(manifest));
    }

    private static <T> T asked(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RefusedException refused) {
            int status = switch (refused.reason()) {
                case UNKNOWN -> 404;
                case INVALID -> 422;
                case CONFLICT -> 409;
            };
            throw new Refusal(status, String.valueOf(refused.getMessage()));
        }
    }
}
