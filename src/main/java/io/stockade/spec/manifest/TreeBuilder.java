package io.stockade.spec.manifest;

import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Position;
import java.util.Map;

/** What reading YAML and reading JSON have in common: the limits, and names that stand twice. */
final class TreeBuilder {
    /** A manifest is 6 deep; a policy inside one, some more. Bounds the stack that any file can use. */
    static final int DEEPEST = 32;

    private final ProblemList problems;

    TreeBuilder(ProblemList problems) {
        this.problems = problems;
    }

    void guardDepth(int depth, Position position) throws TreeRefused {
        if (depth > DEEPEST) {
            throw new TreeRefused("nested more than " + DEEPEST + " deep", position);
        }
    }

    /** Adds an entry to a mapping, unless its name is taken. */
    void put(Map<String, Entry> entries, Entry entry, String path) {
        Entry earlier = entries.putIfAbsent(entry.name(), entry);
        if (earlier != null) {
            String first = "is here twice: first on line " + earlier.position().line();
            problems.add(SpecProblem.error(path, first), entry.position());
        }
    }

    void report(String path, String message, Position position) {
        problems.add(SpecProblem.error(path, message), position);
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
