package io.stockade.spec.rules;

import io.stockade.spec.SecureStack;
import java.util.function.Predicate;

/**
 * A stack to judge, of which a part may be malformed.
 *
 * @param doubtful whether something at, above or below a path is malformed: there, the records may even have nulls
 */
record Subject(SecureStack stack, Predicate<String> doubtful) {
    boolean doubts(String path) {
        return doubtful.test(path);
    }
}
