package io.stockade.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps alerts for as long as the process lives: for one that has no folder of its own. */
final class InMemoryAlertStore implements AlertStore {
    @Override
    public Map<String, StackAlerts> stacks() {
        return Map.of();
    }

    @Override
    public void save(String stack, StackAlerts alerts) {}

    @Override
    public void delete(String stack) {}

    @Override
    public List<Message> messages() {
        return List.of();
    }

    @Override
    public void put(Message message) {}

    @Override
    public void remove(Message message) {}

    /** There is no place but the log, which has it already. */
    @Override
    public void bury(Message message, String why, Instant now) {}
}
