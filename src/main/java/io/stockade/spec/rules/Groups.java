package io.stockade.spec.rules;

import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecurityGroupSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * The groups that links may name.
 *
 * @param unsure whether a secret is malformed, so that nobody knows which functions there are
 */
record Groups(List<String> declared, List<String> ofFunctions, boolean unsure) {
    static Groups of(Subject subject) {
        List<String> declared = subject.stack().spec().securityGroups().stream()
                .map(SecurityGroupSpec::name)
                .toList();
        return new Groups(declared, Secrets.functionGroups(subject), subject.doubts(Secrets.PATH));
    }

    boolean mayBe(String group) {
        return all().contains(group) || (unsure && group.startsWith(SecretSpec.FUNCTION_GROUP));
    }

    List<String> all() {
        return Stream.concat(declared.stream(), ofFunctions.stream()).distinct().toList();
    }
}
