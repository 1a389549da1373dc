package io.stockade.cli;

import io.stockade.reconcile.DriftChoice;
import io.stockade.web.StackObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which drift a command is about. */
final class DriftTarget {
    @Parameters(index = "0", paramLabel = "STACK", description = "The stack, as NAME or NAMESPACE/NAME.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The drift, by its key in 'stockade drift list'.")
    private String key = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    String key() {
        return key;
    }

    Api api(Surroundings surroundings) {
        return server.api(surroundings.environment());
    }

    StackObject stack(Api api) {
        return Api.named(api.list(), name);
    }

    /**
     * Hands in what somebody decided.
     *
     * @param choice {@code null} withdraws what was decided
     * @return the exit code
     */
    int decide(Surroundings surroundings, @Nullable DriftChoice choice) {
        Api api = api(surroundings);
        String answer = api.decide(stack(api).key(), key, choice == null ? null : choice.text())
                .message();
        surroundings.terminal().line(answer);
        return 0;
    }
}
