package io.stockade.spec.manifest;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a file.
 *
 * @param manifest the stack with its file; empty when there is any error
 * @param problems errors and warnings, by line
 */
public record ManifestResult(Optional<ReadManifest> manifest, List<SpecProblem> problems) {
    public ManifestResult {
        problems = List.copyOf(problems);
    }

    public Optional<SecureStack> stack() {
        return manifest.map(ReadManifest::stack);
    }
}
