package io.stockade.emulator;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The endpoint that the SDK's own variable names; whoever named it wants it, whatever it lacks. */
record NamedEndpoint(Map<String, String> environment) implements Emulators.Source {
    private static final String VARIABLE = "AWS_ENDPOINT_URL";

    @Override
    public String name() {
        return "endpoint";
    }

    @Override
    public Optional<Emulator> open() throws InterruptedException {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isEmpty()) {
            return Optional.empty();
        }
        URI endpoint = URI.create(named);
        return Optional.of(new Emulator(endpoint, Emulators.product(endpoint), "named in " + VARIABLE, () -> {}));
    }
}
