package io.stockade.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sink as the file of alerts has it.
 *
 * @param url where it is; {@code null} where the type has none
 * @param key what its messages are signed with; {@code null} where the type has none
 * @param target the ARN of a topic or an event bus; {@code null} where the type has none
 */
record SinkSettings(
        String name,
        Type type,
        @Nullable Reference url,
        @Nullable Reference key,
        @Nullable String target) {
    /** The sink itself, when all of the file is right. */
    Sink open(Post post, AlertDesk.Means means) {
        return switch (type) {
            case LOG -> new LogSink();
            case SLACK -> new SlackSink(post, Objects.requireNonNull(url));
            case WEBHOOK ->
                new WebhookSink(
                        post,
                        Objects.requireNonNull(url),
                        Objects.requireNonNull(key),
                        means.machineClock(),
                        means.installation());
            case SNS -> new SnsSink(means.channels(), Objects.requireNonNull(target), means.installation());
            case EVENT_BRIDGE ->
                new EventBridgeSink(means.channels(), Objects.requireNonNull(target), means.installation());
        };
    }

    /** How it is told. */
    enum Type {
        LOG("log"),
        WEBHOOK("webhook"),
        SLACK("slack"),
        SNS("sns"),
        EVENT_BRIDGE("eventbridge");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        static Optional<Type> find(String text) {
            return Arrays.stream(values())
                    .filter(each -> each.text.equals(text))
                    .findFirst();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Type::toString).toList();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
