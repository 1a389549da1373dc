package io.stockade.spec;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a manifest, where it stands, and what was expected there.
 *
 * @param file the file as the user named it; empty for an object that came from no file
 * @param line counted from 1; 0 without a file
 * @param column counted from 1; 0 without a file
 * @param path such as {@code spec.network.tiers[1].access}; empty for the file as a whole
 * @param nearest the valid name that was probably meant
 */
public record SpecProblem(
        String file,
        int line,
        int column,
        String path,
        String message,
        @Nullable String expected,
        @Nullable String nearest,
        Severity severity) {

    /** Whether a problem keeps the manifest from being used. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** As problems are listed: by file and line. */
    public static final Comparator<SpecProblem> ORDER = Comparator.comparing(SpecProblem::file)
            .thenComparingInt(SpecProblem::line)
            .thenComparingInt(SpecProblem::column)
            .thenComparing(SpecProblem::path)
            .thenComparing(SpecProblem::message);

    public static SpecProblem error(String path, String message) {
        return new SpecProblem("", 0, 0, path, message, null, null, Severity.ERROR);
    }

    public static SpecProblem warning(String path, String message) {
        return new SpecProblem("", 0, 0, path, message, null, null, Severity.WARNING);
    }

    public SpecProblem expecting(@Nullable String what) {
        return new SpecProblem(file, line, column, path, message, what, nearest, severity);
    }

    public SpecProblem meaning(@Nullable String name) {
        return new SpecProblem(file, line, column, path, message, expected, name, severity);
    }

    public SpecProblem at(String where, int atLine, int atColumn) {
        return new SpecProblem(where, atLine, atColumn, path, message, expected, nearest, severity);
    }

    public boolean blocks() {
        return severity == Severity.ERROR;
    }

    /** The one way in which a problem is shown, everywhere. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (!file.isEmpty()) {
            text.append(file).append(':').append(line).append(": ");
        }
        if (severity == Severity.WARNING) {
            text.append("warning: ");
        }
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        return text.append(sentence()).toString();
    }

    /** What is wrong and what was expected, without the place. */
    public String sentence() {
        StringBuilder text = new StringBuilder(message);
        if (expected != null) {
            text.append("; expected ").append(expected);
        }
        if (nearest != null) {
            text.append("; did you mean '").append(nearest).append("'?");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
