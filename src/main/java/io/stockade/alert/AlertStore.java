package io.stockade.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps alerts and messages; what a method saved is there after a restart, where anything is. */
interface AlertStore {
    /** By stack. */
    Map<String, StackAlerts> stacks();

    void save(String stack, StackAlerts alerts);

    void delete(String stack);

    /** The messages that did not arrive yet, earliest first. */
    List<Message> messages();

    /** A message of an id that is there already takes its place. */
    void put(Message message);

    void remove(Message message);

    /** Keeps a message that will not be sent any more, for people to read. */
    void bury(Message message, String why, Instant now);
}
