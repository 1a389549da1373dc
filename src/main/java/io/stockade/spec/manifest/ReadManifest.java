package io.stockade.spec.manifest;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Position;

/** A sound stack, the file it came from, and where everything stands in it. */
public final class ReadManifest {
    private final String file;
    private final SecureStack stack;
    private final Locations locations;

    ReadManifest(String file, SecureStack stack, Locations locations) {
        this.file = file;
        this.stack = stack;
        this.locations = locations;
    }

    public String file() {
        return file;
    }

    public SecureStack stack() {
        return stack;
    }

    /** The problem with the place where its path stands in this file. */
    public SpecProblem located(SpecProblem problem) {
        Position position = locations.find(problem.path());
        return problem.at(file, position.line(), position.column());
    }
}
