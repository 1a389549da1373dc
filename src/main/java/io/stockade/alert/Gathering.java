package io.stockade.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes messages of what people are to be told. It waits a moment for more to come: a few things are a message each, and
 * many are one digest.
 */
final class Gathering {
    /** What a receiver takes at once, and what a person can do with. */
    private static final int MOST_IN_A_DIGEST = 1_000;

    /** With so many before it, a message more helps nobody. */
    private static final int MOST_WAITING = 100;

    private static final Comparator<Notice> IN_TIME =
            Comparator.comparing(Notice::at).thenComparing(Notice::id);

    private final Limits limits;
    private final List<Route> routes;
    private final Alerts alerts;
    private final Outbox outbox;

    /**
     * When things become one message.
     *
     * @param window how long it waits for more
     * @param above more than that many are a digest
     */
    record Limits(Duration window, int above) {}

    Gathering(Limits limits, List<Route> routes, Alerts alerts, Outbox outbox) {
        this.limits = limits;
        this.routes = List.copyOf(routes);
        this.alerts = alerts;
        this.outbox = outbox;
    }

    /** Makes messages of all that there is, if the first of it has waited for long enough. */
    void tick(Instant now) {
        List<Notice> unsent = alerts.unsent();
        boolean due =
                unsent.stream().anyMatch(notice -> !now.isBefore(notice.at().plus(limits.window())));
        if (due) {
            hand(unsent, now);
        }
    }

    /** Messages are kept first: who is killed in between makes them again, with the same ids. */
    private void hand(List<Notice> unsent, Instant now) {
        Map<String, List<Notice>> bySink = new TreeMap<>();
        unsent.stream()
                .sorted(IN_TIME)
                .forEach(notice -> routes.stream()
                        .filter(route -> route.takes(notice.alert()))
                        .map(Route::sink)
                        .distinct()
                        .forEach(sink -> bySink.computeIfAbsent(sink, first -> new ArrayList<>())
                                .add(notice)));
        bySink.forEach((sink, notices) -> messages(sink, notices, now).forEach(outbox::take));
        alerts.handedOver(unsent);
    }

    private List<Message> messages(String sink, List<Notice> notices, Instant now) {
        List<Message> messages = new ArrayList<>();
        boolean many = notices.size() > limits.above() || outbox.waiting(sink) > MOST_WAITING;
        int size = many ? MOST_IN_A_DIGEST : 1;
        for (int from = 0; from < notices.size(); from += size) {
            List<Notice> part = notices.subList(from, Math.min(from + size, notices.size()));
            messages.add(Message.of(sink, part, now));
        }
        return messages;
    }
}
