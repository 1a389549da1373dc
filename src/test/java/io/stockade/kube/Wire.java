package io.stockade.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What lies between a process and the cluster: its calls and the events of its watch go over it, and may come to harm. */
public interface Wire {
    /**
     * Sends a call.
     *
     * @param action such as {@code replaceStatus}
     * @param call reaches the cluster when it is asked; it takes time
     */
    <T> T send(String action, Supplier<T> call);

    /** How long a call takes to arrive, and its answer to come back. */
    default Duration halfACall() {
        return Duration.ofMillis(20);
    }

    /**
     * What becomes of an event of the watch.
     *
     * @param due when it would arrive if nothing went wrong
     */
    default Arrival arrival(Instant due) {
        return new Arrival(List.of(due), true);
    }

    /**
     * How an event arrives.
     *
     * @param times when the cache shows it: once or more often
     * @param told whether anybody is told; else it is only found by whoever looks
     */
    record Arrival(List<Instant> times, boolean told) {}

    /** When an event that has arrived can be looked at, which may be later. */
    default Instant awake(Instant arrived) {
        return arrived;
    }

    /** The status that is written instead of one. */
    default JsonNode written(JsonNode status) {
        return status;
    }

    /** Whether the process still looks at anything by itself. */
    default boolean looks() {
        return true;
    }

    /** The server says that somebody else wrote the object meanwhile, and changed nothing. */
    static RuntimeException conflict() {
        return new StackApi.ConflictException("the object has been modified");
    }

    /** There is no answer; whether the server did what it was asked, nobody knows. */
    static RuntimeException unanswered() {
        return new StackApi.UnansweredException("the API server did not answer");
    }
}
