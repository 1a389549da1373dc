package io.stockade.plan;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one address, as far as plans need it.
 *
 * @param id AWS's id of what was last made for it; {@code null} if none is known
 * @param appliedDigest {@link DesiredDigest#kept} of the desired state that was last applied; {@code null} if none was
 * @param replaced AWS's id of what is being replaced, while it is not known whether its successor was made; {@code
 *     null} if nothing is
 */
public record Remembered(
        @Nullable String id,
        @Nullable String appliedDigest,
        @Nullable String replaced) {
    /** What is remembered of an address at which nothing is being replaced. */
    public Remembered(@Nullable String id, @Nullable String appliedDigest) {
        this(id, appliedDigest, null);
    }
}
