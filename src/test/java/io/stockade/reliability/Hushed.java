package io.stockade.reliability;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the log from telling of each of the many troubles that plays are full of. */
final class Hushed implements BeforeAllCallback, AfterAllCallback {
    /** Kept, since loggers that nobody keeps forget their level. */
    private static final Logger PRODUCT = Logger.getLogger("io.stockade");

    @Override
    public void beforeAll(ExtensionContext context) {
        PRODUCT.setLevel(Level.SEVERE);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        PRODUCT.setLevel(null);
    }
}
