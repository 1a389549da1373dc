package io.stockade.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who made a drift, as AWS told. Of one from before a restart only the actor is known.
 *
 * @param actor the ARN of the principal; for a service of AWS its name
 * @param address where the call came from; {@code null} if nothing tells
 * @param action AWS's name of the call; {@code null} if nothing tells
 * @param time when it was made, as an RFC 3339 text; {@code null} if nothing tells
 * @param request AWS's id of it; {@code null} if nothing tells
 * @param via the service of AWS that called on the actor's behalf; {@code null} if none did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftAuthor(
        String actor,
        @Nullable String address,
        @Nullable String action,
        @Nullable String time,
        @Nullable String request,
        @Nullable String via) {
    /** One of whom nothing else is known. */
    static DriftAuthor named(String actor) {
        return new DriftAuthor(actor, null, null, null, null, null);
    }

    /** In one line: {@code arn:… (from 203.0.113.7, DeleteRoute at 2026-11-22T18:30:00Z, request …)}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        add(text, "from ", address);
        add(text, "", action);
        if (action != null && time != null) {
            text.append(" at ").append(time);
        }
        add(text, "request ", request);
        add(text, "by way of ", via);
        return text.isEmpty() ? actor : actor + " (" + text + ")";
    }

    private static void add(StringBuilder text, String before, @Nullable String part) {
        if (part != null) {
            text.append(text.isEmpty() ? "" : ", ").append(before).append(part);
        }
    }
}
