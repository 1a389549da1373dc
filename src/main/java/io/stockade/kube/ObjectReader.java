package io.stockade.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.ManifestResult;
import io.stockade.text.Shortlist;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an object as the manifest that it is, by the reader that the command line has: what it refuses, it refuses here. */
final class ObjectReader {
    /** Annotations of others may be as large as manifests: kubectl keeps the whole object in one. */
    private static final String OURS = "stockade.dev/";

    private static final int MOST_PROBLEMS = 10;

    private ObjectReader() {}

    /**
     * What came of it: either of both.
     *
     * @param trouble everything that is wrong, a line each
     */
    record Reading(@Nullable SecureStack manifest, @Nullable String trouble) {}

    static Reading read(RawStack object) {
        byte[] json = document(object).toString().getBytes(StandardCharsets.UTF_8);
        ManifestResult result = ManifestReader.read(json, "object.json");
        return result.stack()
                .map(stack -> new Reading(stack, null))
                .orElseGet(() -> new Reading(null, text(result.problems())));
    }

    private static ObjectNode document(RawStack object) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", SecureStack.API_VERSION).put("kind", SecureStack.KIND);
        ObjectMeta written = object.getMetadata();
        ObjectNode metadata = document.putObject("metadata");
        metadata.put("name", written.getName())
                .put("namespace", written.getNamespace())
                .put("uid", object.uid())
                .put("generation", object.generation());
        put(metadata.putObject("labels"), written.getLabels(), "");
        put(metadata.putObject("annotations"), written.getAnnotations(), OURS);
        if (object.getSpec() != null) {
            document.set("spec", object.getSpec());
        }
        return document;
    }

    private static void put(ObjectNode object, @Nullable Map<String, String> entries, String prefix) {
        if (entries != null) {
            entries.forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    object.put(name, value);
                }
            });
        }
    }

    /** An object is in no file, so that a place in one would lead nowhere. */
    static String text(List<SpecProblem> problems) {
        List<String> blocking = problems.stream()
                .filter(SpecProblem::blocks)
                .map(problem -> problem.at("", 0, 0).text())
                .toList();
        return Shortlist.apart(blocking, MOST_PROBLEMS, "\n");
    }
}
