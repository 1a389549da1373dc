package io.stockade.sandbox.world;

import java.util.List;

/** Keeps nothing, for tests and simulations. */
final class ForgetfulWorldStore implements WorldStore {
    private final byte[] key = Seal.newKey();

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public List<String> read() {
        return List.of();
    }

    @Override
    public void append(String line) {}

    @Override
    public void replace(List<String> lines) {}

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public void close() {}
}
