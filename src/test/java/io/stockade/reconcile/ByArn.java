package io.stockade.reconcile;

import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretValue;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Many secrets, each with a store of its own. */
record ByArn(SortedMap<String, SecretStore> stores) implements SecretStore {
    private SecretStore of(String secret) {
        return Objects.requireNonNull(stores.get(secret), secret);
    }

    @Override
    public SortedMap<String, String> labels(String secret) {
        return of(secret).labels(secret);
    }

    @Override
    public void put(String secret, String token, SecretValue value, String label) {
        of(secret).put(secret, token, value, label);
    }

    @Override
    public Optional<SecretValue> find(String secret, String version) {
        return of(secret).find(secret, version);
    }

    @Override
    public void move(String secret, String label, @Nullable String to, @Nullable String from) {
        of(secret).move(secret, label, to, from);
    }

    @Override
    public void rotate(String secret, String token) {
        of(secret).rotate(secret, token);
    }

    @Override
    public StepAnswer invoke(String function, String step, String secret, String token) {
        return of(secret).invoke(function, step, secret, token);
    }
}
