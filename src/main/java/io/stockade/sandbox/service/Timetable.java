package io.stockade.sandbox.service;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What AWS does by itself when the time has come, by the name of the action. */
public final class Timetable {
    private final Map<String, BiConsumer<Call, String>> byAction = new HashMap<>();

    /**
     * @param handler is given the call that stands for AWS's own doing, and the id of what it is about, which may be
     *     gone by then
     */
    public Timetable add(String action, BiConsumer<Call, String> handler) {
        byAction.put(action, handler);
        return this;
    }

    public void run(String action, Call call, String subject) {
        BiConsumer<Call, String> handler = byAction.get(action);
        if (handler == null) {
            throw new IllegalStateException("nothing is registered for '" + action + "'");
        }
        handler.accept(call, subject);
    }
}
