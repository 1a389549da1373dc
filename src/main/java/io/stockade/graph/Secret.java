package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/**
 * A secret of Secrets Manager: everything about it but its value, which no resource ever holds. It is made empty, and
 * gets its first value by a rotation.
 *
 * @param name begins with {@code /environment/stack/}
 * @param kmsKey id, ARN or alias of the key that its values are encrypted with; empty for AWS's own
 * @param replicas regions that keep a copy, each as {@code region} or {@code region=key}
 * @param recoveryWindowDays for how long AWS keeps it once it is deleted. AWS has no place for that before it is: it is
 *     the tag {@link Owner#RECOVERY_TAG}, so that a deletion knows it without the manifest
 * @param policy who may use it, besides whom IAM lets; {@code {}} for nobody
 * @param scheduledForDeletion whether somebody deleted it, and the window still runs
 * @param stages which version has which label, as {@code AWSCURRENT=version id}
 * @param changed when AWS says it was changed, as RFC 3339 text; empty if it does not
 * @param rotated when it was rotated last; empty if never
 * @param nextRotation when AWS rotates it next; empty if it does not
 */
public record Secret(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.IN_PLACE) String description,
        @Changes(Effect.IN_PLACE) String kmsKey,
        @Changes(Effect.IN_PLACE) SortedSet<String> replicas,
        @Changes(Effect.IN_PLACE) int recoveryWindowDays,
        @Changes(Effect.IN_PLACE) PolicyDocument policy,
        @Changes(Effect.IN_PLACE) boolean scheduledForDeletion,
        @Changes(Effect.AWS) SortedSet<String> stages,
        @Changes(Effect.AWS) String changed,
        @Changes(Effect.AWS) String rotated,
        @Changes(Effect.AWS) String nextRotation,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.SECRET;
    }

    /** A secret of another name is another secret: no value is ever carried over. */
    @Override
    public String globalName() {
        return name;
    }

    /** The same with other labels on its versions. */
    public Secret withStages(SortedSet<String> moved) {
        return new Secret(
                name,
                description,
                kmsKey,
                replicas,
                recoveryWindowDays,
                policy,
                scheduledForDeletion,
                moved,
                changed,
                rotated,
                nextRotation,
                tags);
    }
}
