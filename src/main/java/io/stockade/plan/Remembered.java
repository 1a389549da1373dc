package io.stockade.plan;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one address, as far as plans need it.
 *
 * @param id AWS's id of what was last made for it; {@code null} if none is known
 * @param appliedDigest {@link DesiredDigest} of the desired state that was last applied; {@code null} if none was
 */
public record Remembered(@Nullable String id, @Nullable String appliedDigest) {}
