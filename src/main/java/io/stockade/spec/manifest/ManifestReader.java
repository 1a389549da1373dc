package io.stockade.spec.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.spec.Nearest;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Position;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.rules.SpecRules;
import io.stockade.spec.shape.RecordShapes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a manifest, YAML or JSON, and lists everything that is wrong with it at once. No input makes it throw. */
public final class ManifestReader {
    /** Refused before parsing: the time that a parser takes grows faster than the file. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final JsonMapper BINDING = JsonMapper.builder().build();

    private final String file;
    private final ProblemList problems;

    private ManifestReader(String file) {
        this.file = file;
        this.problems = new ProblemList(file);
    }

    /**
     * Reads a file; one that can't be read is a problem like any other.
     *
     * @param fileName as it is to be named in messages
     */
    public static ManifestResult read(Path path, String fileName) {
        try {
            return read(content(path), fileName);
        } catch (IOException unreadable) {
            String reason = "can't be read: " + unreadable.getClass().getSimpleName();
            SpecProblem problem = SpecProblem.error("", reason).at(fileName, 1, 1);
            return new ManifestResult(Optional.empty(), List.of(problem));
        }
    }

    /** What a file holds, and no more of it than shows that it is too long. */
    public static byte[] content(Path path) throws IOException {
        try (InputStream content = Files.newInputStream(path)) {
            return content.readNBytes(MOST_BYTES + 1);
        }
    }

    /**
     * Reads the content of a file.
     *
     * @param fileName as it is to be named in messages; one that ends in .json is JSON, any other YAML
     */
    public static ManifestResult read(byte[] content, String fileName) {
        ManifestReader reader = new ManifestReader(fileName);
        Optional<ReadManifest> manifest = reader.manifest(content);
        return new ManifestResult(manifest, reader.problems.sorted());
    }

    private Optional<ReadManifest> manifest(byte[] content) {
        try {
            Optional<LocatedNode> root = tree(ManifestText.decode(content));
            if (root.isEmpty()) {
                return refuse("the file is empty");
            }
            if (!(root.get() instanceof Mapping manifest)) {
                return refuse("is " + ScalarCheck.kindOf(root.get()));
            }
            return stack(manifest);
        } catch (TreeRefused refused) {
            problems.add(SpecProblem.error("", refused.reason()), refused.position());
            return Optional.empty();
        }
    }

    private Optional<LocatedNode> tree(String text) throws TreeRefused {
        boolean json = file.toLowerCase(Locale.ROOT).endsWith(".json");
        return json ? JsonTree.read(text, problems) : YamlTree.read(text, problems);
    }

    private Optional<ReadManifest> stack(Mapping manifest) {
        problems.remember("", manifest.position());
        boolean known = isKnown(manifest, "apiVersion", SecureStack.API_VERSION);
        if (!isKnown(manifest, "kind", SecureStack.KIND) || !known) {
            return Optional.empty();
        }
        ObjectNode sound = new ShapeCheck(problems).object(manifest, RecordShapes.MANIFEST, "");
        SecureStack stack = sound == null ? null : bind(sound);
        if (stack == null) {
            return Optional.empty();
        }
        SpecRules.check(stack, problems::doubts).forEach(problems::add);
        return problems.blocks() ? Optional.empty() : Optional.of(new ReadManifest(file, stack, problems.locations()));
    }

    /** Whether the file is a stack at all; of anything else, no more needs saying. One that leaves it out may be. */
    private boolean isKnown(Mapping manifest, String field, String expected) {
        for (Entry entry : manifest.entries()) {
            if (entry.name().equals(field)
                    && entry.value() instanceof Scalar scalar
                    && !scalar.isNothing()
                    && !scalar.text().equals(expected)) {
                SpecProblem problem = SpecProblem.error(field, "is " + Excerpt.of(scalar.text()));
                String nearest = Nearest.of(scalar.text(), List.of(expected));
                problems.add(problem.expecting(expected).meaning(nearest), scalar.position());
                return false;
            }
        }
        return true;
    }

    /** The records of what is sound; where something required is missing, they have a null that no rule may touch. */
    private @Nullable SecureStack bind(ObjectNode sound) {
        try {
            return BINDING.treeToValue(sound, SecureStack.class);
        } catch (JsonProcessingException unforeseen) {
            problems.add(
                    SpecProblem.error("", "can't be understood: " + unforeseen.getOriginalMessage()), Position.START);
            return null;
        }
    }

    private Optional<ReadManifest> refuse(String reason) {
        problems.add(
                SpecProblem.error("", reason).expecting("an object with apiVersion, kind, metadata, spec"),
                Position.START);
        return Optional.empty();
    }
}
