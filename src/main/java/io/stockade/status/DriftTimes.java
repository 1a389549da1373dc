package io.stockade.status;

import io.stockade.status.StackStatus.DriftEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Since when each drift of a stack is there, and how often it came within a day. A restart loses how often; since when,
 * the status tells of those that it lists.
 */
public final class DriftTimes {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Map<String, Course> courses = new HashMap<>();

    /** When one drift came; the first of them may be from before the last day. */
    private static final class Course {
        private final List<Instant> came = new ArrayList<>();
        private Instant last = Instant.MIN;
        private boolean present;
    }

    /** Since when one is there, and how often it came. */
    record Times(Instant first, int count) {}

    /** Takes up what a status from before a restart told of. */
    public void recall(List<DriftEntry> entries) {
        entries.forEach(entry -> see(
                DriftRecord.identity(entry.resource(), entry.field(), entry.driftClass()),
                Instant.parse(entry.firstSeen())));
    }

    /** Takes note of everything that there is at a look. */
    void see(Set<String> identities, Instant now) {
        identities.forEach(identity -> see(identity, now));
        courses.forEach((identity, course) -> course.present &= identities.contains(identity));
        courses.values().removeIf(course -> !course.present && course.last.isBefore(now.minus(REMEMBERED)));
    }

    private void see(String identity, Instant now) {
        Course course = courses.computeIfAbsent(identity, ignored -> new Course());
        if (!course.present) {
            course.came.removeIf(earlier -> earlier.isBefore(now.minus(REMEMBERED)));
            course.came.add(now);
        }
        course.present = true;
        course.last = now;
    }

    /** Of one that is there. */
    Times of(String identity) {
        List<Instant> came = Objects.requireNonNull(courses.get(identity), identity).came;
        return new Times(came.get(came.size() - 1), came.size());
    }
}
