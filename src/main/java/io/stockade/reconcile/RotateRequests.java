package io.stockade.reconcile;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What people ask with for rotations at once: by the command, or by an annotation. Each text is served once for a secret,
 * so that asking again takes another text, such as the time.
 */
public final class RotateRequests {
    /** Holds {@code NAME=TEXT}, several of them with commas between. */
    public static final String ANNOTATION = "stockade.dev/rotate-requested-at";

    private RotateRequests() {}

    /** Reads the annotation's value: text by name of the secret. What has no name or no text asks for nothing. */
    public static SortedMap<String, String> parse(String annotation) {
        SortedMap<String, String> requests = new TreeMap<>();
        for (String part : annotation.split(",", -1)) {
            int sign = part.indexOf('=');
            String name = sign < 0 ? "" : part.substring(0, sign).strip();
            String text = sign < 0 ? "" : part.substring(sign + 1).strip();
            if (!name.isEmpty() && !text.isEmpty()) {
                requests.put(name, text);
            }
        }
        return Collections.unmodifiableSortedMap(requests);
    }

    /** Everything that is asked for a secret, in either way. */
    static SortedSet<String> of(DesiredStack desired, String secret) {
        SortedSet<String> texts = new TreeSet<>();
        Map<String, String> annotations = desired.manifest().metadata().annotations();
        String annotated = parse(annotations.getOrDefault(ANNOTATION, "")).get(secret);
        String commanded = desired.rotateRequests().get(secret);
        if (annotated != null) {
            texts.add(annotated);
        }
        if (commanded != null) {
            texts.add(commanded);
        }
        return texts;
    }
}
