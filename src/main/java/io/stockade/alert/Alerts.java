package io.stockade.alert;

import io.stockade.alert.Notice.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts there are. It is told everything that is wrong with a stack, again and again, and says of each thing once
 * that it is there, once that it goes on, and once that it is over. What it says is kept before it returns.
 */
final class Alerts {
    private final Timing timing;
    private final AlertStore store;
    private final Map<String, StackAlerts> stacks;

    /**
     * When people are told.
     *
     * @param lasts how long a finding has to be there before it is raised
     * @param critical how long a critical alert goes on before it escalates
     * @param other the same of all others
     */
    record Timing(Duration lasts, Duration critical, Duration other) {
        Duration patience(Severity severity) {
            return switch (severity) {
                case CRITICAL -> critical;
                case HIGH, MEDIUM, LOW -> other;
            };
        }
    }

    Alerts(Timing timing, AlertStore store) {
        this.timing = timing;
        this.store = store;
        this.stacks = new TreeMap<>(store.stacks());
    }

    /** Takes what is wrong with a stack now. */
    synchronized void observe(StackFacts stack, Look look, Instant now) {
        StackAlerts before = stacks.getOrDefault(stack.stack(), StackAlerts.NONE);
        Map<String, Alert> known = new LinkedHashMap<>();
        before.open().forEach(alert -> known.put(alert.identity(), alert));
        List<Notice> news = new ArrayList<>();
        SortedMap<String, Alert> open = new TreeMap<>();
        for (Finding finding : look.findings()) {
            Alert alert = known.remove(finding.identity());
            Alert next = alert == null
                    ? Alert.of(stack, finding)
                    : worsened(alert.by(finding.author()), finding.severity(), now, news);
            open.put(finding.identity(), advanced(next, now, news));
        }
        for (Alert alert : known.values()) {
            if (look.sight().sees(alert.kind(), alert.subject())) {
                recovered(alert, now, news);
            } else {
                open.put(alert.identity(), alert);
            }
        }
        keep(stack.stack(), before, open.values(), news);
    }

    /** A stack is gone, and with it all that was wrong. */
    synchronized void forget(String stack, Instant now) {
        StackAlerts before = stacks.getOrDefault(stack, StackAlerts.NONE);
        List<Notice> news = new ArrayList<>();
        before.open().forEach(alert -> recovered(alert, now, news));
        keep(stack, before, List.of(), news);
    }

    /** Raises and escalates what has become due by lasting. */
    synchronized void tick(Predicate<String> known, Instant now) {
        for (Map.Entry<String, StackAlerts> entry : List.copyOf(stacks.entrySet())) {
            List<Notice> news = new ArrayList<>();
            List<Alert> open = new ArrayList<>();
            entry.getValue().open().forEach(alert -> open.add(advanced(alert, now, news)));
            if (!news.isEmpty() && known.test(entry.getKey())) {
                keep(entry.getKey(), entry.getValue(), open, news);
            }
        }
    }

    private Alert worsened(Alert alert, Severity found, Instant now, List<Notice> news) {
        Severity worse = alert.severity().worse(found);
        if (worse == alert.severity()) {
            return alert;
        }
        Alert next = alert.with(worse);
        if (next.raised() == null) {
            return next;
        }
        Alert escalated = next.escalatedNow();
        news.add(new Notice(Happening.ESCALATED, escalated, now));
        return escalated;
    }

    private Alert advanced(Alert alert, Instant now, List<Notice> news) {
        Instant raised = alert.raised();
        if (raised == null) {
            return now.isBefore(alert.since().plus(timing.lasts())) ? alert : told(alert.raisedAt(now), now, news);
        }
        boolean due = !alert.escalated() && !now.isBefore(raised.plus(timing.patience(alert.severity())));
        if (!due) {
            return alert;
        }
        Alert escalated = alert.escalatedNow();
        news.add(new Notice(Happening.ESCALATED, escalated, now));
        return escalated;
    }

    private static Alert told(Alert alert, Instant now, List<Notice> news) {
        news.add(new Notice(Happening.RAISED, alert, now));
        return alert;
    }

    /** What nobody was told of needs no recovery. */
    private static void recovered(Alert alert, Instant now, List<Notice> news) {
        if (alert.raised() != null) {
            news.add(new Notice(Happening.RECOVERED, alert, now));
        }
    }

    private void keep(String stack, StackAlerts before, Collection<Alert> open, List<Notice> news) {
        List<Notice> unsent = new ArrayList<>(before.unsent());
        unsent.addAll(news);
        StackAlerts after = new StackAlerts(List.copyOf(open), unsent);
        if (!after.equals(before)) {
            replace(stack, after);
        }
    }

    private void replace(String stack, StackAlerts alerts) {
        // In mind first: what can't be written now is still told by this process, and written with the next change.
        if (alerts.nothing()) {
            stacks.remove(stack);
            store.delete(stack);
        } else {
            stacks.put(stack, alerts);
            store.save(stack, alerts);
        }
    }

    /** What people are to be told and no message was made of yet, by stack. */
    synchronized List<Notice> unsent() {
        return stacks.values().stream()
                .flatMap(alerts -> alerts.unsent().stream())
                .toList();
    }

    /** Messages were made, and kept, of some of it. */
    void handedOver(List<Notice> notices) {
        Map<String, Set<String>> ids = new TreeMap<>();
        notices.forEach(notice -> ids.computeIfAbsent(notice.alert().stack().stack(), first -> new HashSet<>())
                .add(notice.id()));
        ids.forEach(this::handedOver);
    }

    /** One stack at a time: no pass should wait for the files of all. */
    private synchronized void handedOver(String stack, Set<String> ids) {
        StackAlerts before = stacks.getOrDefault(stack, StackAlerts.NONE);
        List<Notice> rest = before.unsent().stream()
                .filter(notice -> !ids.contains(notice.id()))
                .toList();
        replace(stack, new StackAlerts(before.open(), rest));
    }

    /** Those that people were told of and that are not over. */
    synchronized List<Alert> open() {
        return stacks.values().stream()
                .flatMap(alerts -> alerts.open().stream())
                .filter(alert -> isRaised(alert.raised()))
                .toList();
    }

    private static boolean isRaised(@Nullable Instant raised) {
        return raised != null;
    }
}
