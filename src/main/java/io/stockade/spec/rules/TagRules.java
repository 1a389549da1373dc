package io.stockade.spec.rules;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Tags are such that every AWS service takes them.
 *
 * <p>Source: docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html (limits and characters)
 */
final class TagRules implements Rule {
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Zs}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    @Override
    public List<String> reads() {
        return List.of();
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        stack.spec().tags().forEach((key, value) -> {
            String path = key.isEmpty() ? "spec.tags" : "spec.tags." + key;
            checkKey(key, path, problems);
            if (value.length() > LONGEST_VALUE) {
                problems.accept(SpecProblem.error(path, "has a value of " + value.length() + " characters")
                        .expecting("at most " + LONGEST_VALUE));
            } else if (!ALLOWED.matcher(value).matches()) {
                problems.accept(SpecProblem.error(path, "has characters in its value that AWS refuses")
                        .expecting("letters, digits, spaces and _.:/=+-@"));
            }
        });
    }

    private static void checkKey(String key, String path, Consumer<SpecProblem> problems) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (key.isEmpty()) {
            problems.accept(SpecProblem.error(path, "has an empty name"));
        } else if (key.length() > LONGEST_KEY) {
            problems.accept(SpecProblem.error("spec.tags", "has a name of " + key.length() + " characters")
                    .expecting("at most " + LONGEST_KEY));
        } else if (lower.startsWith("aws:")) {
            problems.accept(SpecProblem.error(path, "begins with aws:, which AWS keeps for itself"));
        } else if (lower.startsWith("stockade.dev/")) {
            problems.accept(SpecProblem.error(path, "begins with stockade.dev/, by which Stockade knows what it owns"));
        } else if (!ALLOWED.matcher(key).matches()) {
            problems.accept(SpecProblem.error(path, "has characters in its name that AWS refuses")
                    .expecting("letters, digits, spaces and _.:/=+-@"));
        }
    }
}
