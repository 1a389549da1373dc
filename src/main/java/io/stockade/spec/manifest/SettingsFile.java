package io.stockade.spec.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Position;
import io.stockade.spec.manifest.LocatedNode.Refused;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.manifest.LocatedNode.Sequence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of settings in YAML, read as strictly as a manifest: with the same limits, and nothing that stands there twice.
 * Whoever knows what it should say adds what else is wrong, and the file knows on which line that stands.
 */
public final class SettingsFile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})([.][0-9]{1,18})?");

    private final ProblemList problems;
    private JsonNode tree = MissingNode.getInstance();

    private SettingsFile(String name) {
        this.problems = new ProblemList(name);
    }

    /**
     * Reads the content of a file. No input makes it throw.
     *
     * @param name of the file, as messages are to have it
     */
    public static SettingsFile read(byte[] content, String name) {
        SettingsFile file = new SettingsFile(name);
        try {
            Optional<LocatedNode> root = YamlTree.read(ManifestText.decode(content), file.problems);
            root.ifPresent(node -> file.tree = file.plain(node, ""));
        } catch (TreeRefused refused) {
            file.problems.add(SpecProblem.error("", refused.reason()), refused.position());
        }
        return file;
    }

    /** What stands there: numbers and truths only where they were written without quotes; missing if nothing does. */
    public JsonNode tree() {
        return tree;
    }

    /** Adds something that is wrong at a path of the tree. */
    public void refuse(SpecProblem problem) {
        problems.add(problem);
    }

    /** Everything that is wrong, in the order of the lines. */
    public List<SpecProblem> problems() {
        return problems.sorted();
    }

    private JsonNode plain(LocatedNode node, String path) {
        remember(path, node.position());
        if (node instanceof Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            for (Entry entry : mapping.entries()) {
                String at = TreeBuilder.child(path, entry.name());
                remember(at, entry.position());
                object.set(entry.name(), plain(entry.value(), at));
            }
            return object;
        }
        if (node instanceof Sequence sequence) {
            ArrayNode list = NODES.arrayNode();
            for (int index = 0; index < sequence.items().size(); index++) {
                list.add(plain(sequence.items().get(index), path + "[" + index + "]"));
            }
            return list;
        }
        return node instanceof Refused ? NODES.nullNode() : scalar((Scalar) node);
    }

    private void remember(String path, Position position) {
        problems.remember(path, position);
    }

    private static JsonNode scalar(Scalar scalar) {
        if (scalar.isNothing()) {
            return NODES.nullNode();
        }
        if (scalar.plain() && NUMBER.matcher(scalar.text()).matches()) {
            return NODES.numberNode(new BigDecimal(scalar.text()));
        }
        if (scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return NODES.booleanNode(scalar.text().equals("true"));
        }
        return NODES.textNode(scalar.text());
    }
}
