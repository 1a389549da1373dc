package io.stockade.spec.manifest;

import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Position;
import java.util.Map;

/** What reading YAML and reading JSON have in common: the limits, and names that stand twice. */
final class TreeBuilder {
    /** A manifest is 6 deep; a policy inside one, some more. Bounds the stack that any file can use. */
    static final int DEEPEST = 32;

    /** Ten times what the largest sensible manifest has. Bounds the work that any file can make. */
    static final int MOST_VALUES = 20_000;

    private final ProblemList problems;
    private int values;

    TreeBuilder(ProblemList problems) {
        this.problems = problems;
    }

    /** To be asked of every value, and of every name in YAML, where it may be anything. */
    void guard(int depth, Position position) throws TreeRefused {
        if (++values > MOST_VALUES) {
            throw new TreeRefused("has more than " + MOST_VALUES + " names and values", position);
        }
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
