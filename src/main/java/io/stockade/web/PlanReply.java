package io.stockade.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What would be done about a manifest.
 *
 * @param changes whether there is anything to do
 * @param text as people read it
 * @param exposure one line on what the internet reaches
 * @param plan as programs read it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanReply(
        String stack,
        String id,
        boolean changes,
        String text,
        String exposure,
        @Nullable JsonNode plan) {}
