package io.stockade.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that keeps another thing from being deleted.
 *
 * @param what kind and id, such as {@code network interface eni-0abc}
 * @param whose who made it, as far as AWS tells: a service, an instance, an account
 * @param since when; {@code null} where AWS does not say
 * @param remedy what a person can do, or how long it takes by itself
 */
public record Blocker(String what, String whose, @Nullable Instant since, String remedy) {}
