package io.stockade.cli;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.ManifestResult;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The manifest that a command is about. */
final class ManifestOption {
    @Option(names = "-f", paramLabel = "FILE", required = true, description = "The manifest, YAML or JSON.")
    private Path file = Path.of("");

    /** The stack; warnings are printed, and errors are the failure. */
    SecureStack read(Terminal terminal) {
        if (!Files.exists(file)) {
            throw new Failure("there is no file " + file);
        }
        ManifestResult result = ManifestReader.read(file, file.toString());
        for (SpecProblem problem : result.problems()) {
            terminal.error().println(problem.text());
        }
        long errors = result.problems().stream().filter(SpecProblem::blocks).count();
        return result.stack()
                .orElseThrow(() -> new Failure(errors + (errors == 1 ? " problem" : " problems") + " in " + file
                        + "; 'stockade explain FIELD' says what a field may hold"));
    }
}
