package io.stockade.blueprint;

/**
 * Something that the user should know before anything is built.
 *
 * @param path where in the manifest it comes from, such as {@code spec.links[2]}
 * @param message what it is, and what to do about it
 */
public record Notice(Severity severity, String path, String message) {
    /** How bad it is. */
    public enum Severity {
        /** Nothing may be written to AWS until it is put right. */
        ERROR,
        /** It works, but not as one may think. */
        WARNING,
        /** Good to know. */
        INFO
    }
}
