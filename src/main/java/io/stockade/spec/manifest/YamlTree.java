package io.stockade.spec.manifest;

import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Position;
import io.stockade.spec.manifest.LocatedNode.Refused;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.manifest.LocatedNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML as a tree of what was written, from parser events: no type is guessed, nothing is expanded, and the
 * limits hold before anything is built.
 */
final class YamlTree {
    private final Parser parser;
    private final TreeBuilder builder;

    private YamlTree(String text, ProblemList problems) {
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
        this.builder = new TreeBuilder(problems);
    }

    /** The only document of a file; empty when there is none. */
    static Optional<LocatedNode> read(String text, ProblemList problems) throws TreeRefused {
        try {
            return new YamlTree(text, problems).document();
        } catch (MarkedYAMLException malformed) {
            throw new TreeRefused("is no YAML: " + explain(malformed), where(malformed));
        } catch (YAMLException malformed) {
            throw new TreeRefused("is no YAML: " + oneLine(malformed.getMessage()), Position.START);
        }
    }

    private Optional<LocatedNode> document() throws TreeRefused {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.getEvent();
        LocatedNode root = node("", 1);
        parser.getEvent();
        Event next = parser.peekEvent();
        if (next instanceof DocumentStartEvent) {
            builder.report("", "a second document begins here; a file holds one stack", position(next.getStartMark()));
        }
        return Optional.of(root);
    }

    private LocatedNode node(String path, int depth) throws TreeRefused {
        Event event = parser.getEvent();
        Position position = position(event.getStartMark());
        builder.guard(depth, position);
        if (event instanceof AliasEvent) {
            builder.report(path, "is an alias (*), which manifests don't have; write the value out", position);
            return new Refused(position);
        }
        refuseAnchor(event, path, position);
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), path, position);
            return new Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, position);
        }
        if (event instanceof SequenceStartEvent start) {
            refuseTag(start.getTag(), path, position);
            return sequence(path, depth, position);
        }
        refuseTag(((MappingStartEvent) event).getTag(), path, position);
        return mapping(path, depth, position);
    }

    private Sequence sequence(String path, int depth, Position position) throws TreeRefused {
        List<LocatedNode> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(path + "[" + items.size() + "]", depth + 1));
        }
        parser.getEvent();
        return new Sequence(items, position);
    }

    private Mapping mapping(String path, int depth, Position position) throws TreeRefused {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            LocatedNode key = node(path, depth + 1);
            String name = key instanceof Scalar scalar ? scalar.text() : "";
            String at = TreeBuilder.child(path, name);
            boolean usable = key instanceof Scalar;
            if (!usable && !(key instanceof Refused)) {
                builder.report(path, "has a list or an object where a name is expected", key.position());
            }
            if (key instanceof Scalar scalar && scalar.plain() && name.equals("<<")) {
                builder.report(
                        path, "has a merge key (<<), which manifests don't have; write the values out", key.position());
                usable = false;
            }
            LocatedNode value = node(at, depth + 1);
            if (usable) {
                builder.put(entries, new Entry(name, key.position(), value), at);
            }
        }
        parser.getEvent();
        return new Mapping(List.copyOf(entries.values()), position);
    }

    private void refuseAnchor(Event event, String path, Position position) {
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            builder.report(path, "has an anchor (&), which manifests don't have", position);
        }
    }

    private void refuseTag(@Nullable String tag, String path, Position position) {
        if (tag != null) {
            builder.report(path, "has a tag (" + Excerpt.of(tag) + "), which manifests don't have", position);
        }
    }

    private static Position where(MarkedYAMLException malformed) {
        Mark mark = malformed.getProblemMark() == null ? malformed.getContextMark() : malformed.getProblemMark();
        return mark == null ? Position.START : position(mark);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The reason; and where what could not be read began, when that is another line. */
    private static String explain(MarkedYAMLException malformed) {
        String reason = oneLine(malformed.getProblem());
        Mark context = malformed.getContextMark();
        boolean elsewhere =
                context != null && context.getLine() + 1 != where(malformed).line();
        return elsewhere ? reason + ", in what begins on line " + (context.getLine() + 1) : reason;
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("").strip();
    }
}
