package io.stockade.reconcile;

import io.stockade.graph.Digest;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks with, by an annotation, for a look at everything at once. Each text is served once, also over
 * restarts, since the status says which was served last; so that asking again takes another text, such as the time.
 */
public final class ReconcileRequest {
    /** On the object, or in the metadata of the file. */
    public static final String ANNOTATION = "stockade.dev/reconcile-requested-at";

    /** What a status can say again without growing. */
    private static final Pattern SHORT = Pattern.compile("[\\w.:+-]{1,64}");

    private @Nullable String open;
    private Instant since = Instant.MIN;

    /** What is asked with; of a long text its digest. Empty if nobody asks. */
    public static Optional<String> in(Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(ANNOTATION))
                .filter(text -> !text.isEmpty())
                .map(text -> SHORT.matcher(text).matches() ? text : Digest.hex(text));
    }

    /** How much a pass reads again: everything until it could be, as of when it was first asked for. */
    Extent extent(DesiredStack desired, @Nullable StackStatus told, Extent extent, Instant now) {
        String served = told == null ? null : told.lastHandledReconcileAt();
        String asked = in(desired.manifest().metadata().annotations())
                .filter(text -> !text.equals(served))
                .orElse(null);
        if (asked == null) {
            open = null;
            return extent;
        }
        if (!asked.equals(open)) {
            open = asked;
            since = now;
        }
        return extent.and(Extent.everything(since));
    }

    /** The status of a pass that came to an end, or to where only a person can help. */
    StackStatus answered(StackStatus status) {
        String served = open;
        return served == null ? status : status.handling(served);
    }
}
