package io.stockade.cli;

import java.util.Optional;

/** Which release this is, as the build wrote it into the jar. */
public final class Release {
    private Release() {}

    /** Such as {@code 0.1.0}; empty where the classes come from no jar. */
    public static Optional<String> version() {
        return Optional.ofNullable(Release.class.getPackage().getImplementationVersion());
    }
}
