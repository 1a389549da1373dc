package io.stockade.spec.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.stockade.spec.StrictJson;
import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Position;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.manifest.LocatedNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON as a tree of what was written. A YAML parser would do but for tabs, which JSON may be indented with. */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final TreeBuilder builder;

    private JsonTree(JsonParser parser, ProblemList problems) {
        this.parser = parser;
        this.builder = new TreeBuilder(problems);
    }

    /** The only value of a file; empty when there is none. */
    static Optional<LocatedNode> read(String text, ProblemList problems) throws TreeRefused {
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonTree(parser, problems).document();
        } catch (JsonProcessingException malformed) {
            throw new TreeRefused(StrictJson.explain(malformed), where(malformed.getLocation()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory can't fail to be read", impossible);
        }
    }

    private Optional<LocatedNode> document() throws IOException, TreeRefused {
        if (parser.nextToken() == null) {
            return Optional.empty();
        }
        LocatedNode root = node("", 1);
        if (parser.nextToken() != null) {
            builder.report("", "a second document begins here; a file holds one stack", position());
        }
        return Optional.of(root);
    }

    private LocatedNode node(String path, int depth) throws IOException, TreeRefused {
        Position position = position();
        builder.guard(depth, position);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<LocatedNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(path + "[" + items.size() + "]", depth + 1));
            }
            return new Sequence(items, position);
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(path, depth, position);
        }
        return new Scalar(parser.getText(), token != JsonToken.VALUE_STRING, position);
    }

    private Mapping mapping(String path, int depth, Position position) throws IOException, TreeRefused {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.getText();
            Position at = position();
            parser.nextToken();
            String child = TreeBuilder.child(path, name);
            builder.put(entries, new Entry(name, at, node(child, depth + 1)), child);
        }
        return new Mapping(List.copyOf(entries.values()), position);
    }

    private Position position() {
        return where(parser.currentTokenLocation());
    }

    private static Position where(@Nullable JsonLocation location) {
        return location == null
                ? Position.START
                : new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
