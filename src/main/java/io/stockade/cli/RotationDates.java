package io.stockade.cli;

import io.stockade.schedule.Schedule;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.StackSpec;
import io.stockade.status.StackStatus.SecretEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When secrets are rotated next, as plans and descriptions tell it. */
public final class RotationDates {
    private static final int SHOWN = 3;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern(
                    "EEE uuuu-MM-dd HH:mm", java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private RotationDates() {}

    /**
     * A line for each secret that is rotated, below a heading; none if none is.
     *
     * @param known how the secrets fare, as far as they are there
     */
    public static List<String> lines(StackSpec spec, List<SecretEntry> known, Instant now) {
        Map<String, SecretEntry> byName = new TreeMap<>();
        known.forEach(entry -> byName.put(entry.name(), entry));
        Table table = new Table("SECRET", "SCHEDULE", "NEXT TIMES (UTC)");
        List<String> rotated = new ArrayList<>();
        for (SecretSpec secret : spec.secrets()) {
            secret.rotationSchedule().ifPresent(schedule -> {
                rotated.add(secret.name());
                table.row(secret.name(), schedule.text(), text(schedule, byName.get(secret.name()), now));
            });
        }
        return rotated.isEmpty() ? List.of() : table.lines();
    }

    private static String text(Schedule schedule, @Nullable SecretEntry known, Instant now) {
        return String.join(", ", next(schedule, known, now).map(MINUTES::format).toList());
    }

    /** The one that the service counts on goes first; for a secret that is not there yet the schedule counts from now. */
    private static Stream<Instant> next(Schedule schedule, @Nullable SecretEntry known, Instant now) {
        Optional<Instant> told =
                Optional.ofNullable(known).map(SecretEntry::nextRotation).map(Instant::parse);
        Optional<Instant> ahead = told.filter(time -> time.isAfter(now));
        Instant from = ahead.orElse(now);
        List<Instant> after = schedule.next(from, told.orElse(now), SHOWN);
        return Stream.concat(ahead.stream(), after.stream()).limit(SHOWN);
    }
}
