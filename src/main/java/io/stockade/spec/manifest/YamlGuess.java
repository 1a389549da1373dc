package io.stockade.spec.manifest;

import io.stockade.spec.manifest.LocatedNode.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What YAML 1.1, and so kubectl, takes an unquoted word for. Files are read by the schema instead, so that {@code no}
 * stays a text; but the same file would be refused by the API server, which is worth a warning.
 *
 * <p>Source: yaml.org/type (bool, int, float), as go-yaml resolves them.
 */
final class YamlGuess {
    private static final Pattern BOOLEAN = Pattern.compile("(?i)y|n|yes|no|true|false|on|off");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*"
            + "|([0-9][0-9_]*)?[.][0-9_]+([eE][-+]?[0-9]+)?|[0-9][0-9_]*[.]?([eE][-+]?[0-9]+)?|[.]inf|[.]Inf|[.]INF)"
            + "|[.]nan|[.]NaN|[.]NAN");

    /** Longer ones are no numbers that anybody meant. */
    private static final int LONGEST = 40;

    private YamlGuess() {}

    /** The type that is not text; empty when it is. */
    static Optional<String> of(Scalar scalar) {
        String text = scalar.text();
        if (!scalar.plain() || text.length() > LONGEST) {
            return Optional.empty();
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Optional.of("a truth value");
        }
        return NUMBER.matcher(text).matches() ? Optional.of("a number") : Optional.empty();
    }
}
