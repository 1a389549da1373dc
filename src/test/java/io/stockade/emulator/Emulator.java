package io.stockade.emulator;

import java.net.URI;

/**
 * An HTTP endpoint that answers as AWS does.
 *
 * @param product which one it is, as it says itself
 * @param origin where it was found, as people read it
 * @param stop what ends it, if it was started here
 */
public record Emulator(URI endpoint, Product product, String origin, Runnable stop) implements AutoCloseable {
    /** Which emulator answers. What is known to differ from AWS is known of moto only. */
    public enum Product {
        MOTO("moto"),
        LOCALSTACK("LocalStack"),
        FLOCI("Floci"),
        UNKNOWN("an unknown emulator");

        private final String title;

        Product(String title) {
            this.title = title;
        }
    }

    public boolean isMoto() {
        return product == Product.MOTO;
    }

    @Override
    public void close() {
        stop.run();
    }

    @Override
    public String toString() {
        return product.title + " at " + endpoint + ", " + origin;
    }
}
