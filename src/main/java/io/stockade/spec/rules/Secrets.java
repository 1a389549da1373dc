package io.stockade.spec.rules;

import io.stockade.spec.SecretSpec;
import io.stockade.spec.SpecProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The secrets of a stack that are sound, as the rules go through them. */
final class Secrets {
    static final String PATH = "spec.secrets";

    private Secrets() {}

    /** Calls back with the path and the secret. */
    static void each(Subject subject, BiConsumer<String, SecretSpec> check) {
        List<SecretSpec> secrets = subject.stack().spec().secrets();
        for (int index = 0; index < secrets.size(); index++) {
            String path = PATH + "[" + index + "]";
            if (!subject.doubts(path)) {
                check.accept(path, secrets.get(index));
            }
        }
    }

    /** The names of the groups that deployed functions get. */
    static List<String> functionGroups(Subject subject) {
        List<String> groups = new ArrayList<>();
        each(subject, (path, secret) -> {
            if (secret.deployedFunction().isPresent()) {
                groups.add(secret.functionGroup());
            }
        });
        return List.copyOf(groups);
    }

    /** Says of each entry that stands in a list a second time that it does. */
    static void once(String path, List<String> entries, Consumer<SpecProblem> problems) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < entries.size(); index++) {
            if (!seen.add(entries.get(index))) {
                problems.accept(
                        SpecProblem.error(path + "[" + index + "]", "'" + entries.get(index) + "' is here twice"));
            }
        }
    }
}
