package io.stockade.spec.manifest;

import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The problems of one file, and where its paths stand. */
final class ProblemList {
    private final String file;
    private final List<SpecProblem> problems = new ArrayList<>();
    private final Map<String, Position> positions = new HashMap<>();

    ProblemList(String file) {
        this.file = file;
    }

    void add(SpecProblem problem, Position position) {
        problems.add(problem.at(file, position.line(), position.column()));
    }

    /** Adds a problem that knows its path only. */
    void add(SpecProblem problem) {
        add(problem, Locations.nearest(problem.path(), positions::get));
    }

    void remember(String path, Position position) {
        positions.putIfAbsent(path, position);
    }

    /** The places of all paths so far. */
    Locations locations() {
        return new Locations(positions);
    }

    /** Whether an error stands at a path, below it, or above it. */
    boolean doubts(String path) {
        return problems.stream()
                .filter(SpecProblem::blocks)
                .map(SpecProblem::path)
                .anyMatch(wrong -> Locations.isAtOrBelow(wrong, path) || Locations.isAtOrBelow(path, wrong));
    }

    boolean blocks() {
        return problems.stream().anyMatch(SpecProblem::blocks);
    }

    List<SpecProblem> sorted() {
        return problems.stream().sorted(SpecProblem.ORDER).distinct().toList();
    }
}
