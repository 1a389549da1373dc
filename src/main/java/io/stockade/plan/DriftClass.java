package io.stockade.plan;

/** In which of four ways something is not as it was left: the words that statuses and policies use. */
public enum DriftClass {
    /** It is there, and is other than it was. */
    CHANGED("Changed"),
    /** It is gone. */
    MISSING("Missing"),
    /** It is there, and nobody declared it. */
    UNEXPECTED("Unexpected"),
    /** Nobody could look. */
    UNKNOWN("Unknown");

    private final String text;

    DriftClass(String text) {
        this.text = text;
    }

    /** The word. */
    @Override
    public String toString() {
        return text;
    }
}
