package io.stockade.rotation;

import io.stockade.memory.SecretMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about one secret now, and what is to be remembered before it is done.
 *
 * @param task {@code null} if there is nothing to do now
 * @param wake when there is something to do next; {@code null} if nobody knows
 */
record Intention(
        SecretMemory memory, @Nullable Task task, @Nullable Instant wake, List<RotationNews> news) {
    Intention {
        news = List.copyOf(news);
    }

    Optional<Task> toDo() {
        return Optional.ofNullable(task);
    }
}
