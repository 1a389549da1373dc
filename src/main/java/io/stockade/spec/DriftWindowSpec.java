package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** Times in which drift may be repaired. */
public record DriftWindowSpec(
        @JsonPropertyDescription("When it opens, in UTC and in AWS's syntax, such as cron(0 3 ? * SUN *).")
        @Required
        @Pattern(Patterns.CRON)
        @Size(max = 256)
        @ValidationRule(
                value = ServerRules.SCHEDULE_OF_AWS,
                message = "expected cron with 6 fields: 0 for the minutes, ? for one of the days, * for the year")
        String schedule,

        @JsonPropertyDescription("For how many hours it is open, such as 2h.")
        @Required
        @Pattern(Patterns.WINDOW)
        @Size(max = 3)
        @ValidationRule(value = ServerRules.HOURS_OF_A_DAY, message = "expected 1h to 24h")
        String duration) {

    /**
     * Until when it is open.
     *
     * @return empty if it is shut
     */
    public Optional<Instant> openUntil(Instant now) {
        return parsed().latest(now, Instant.EPOCH)
                .map(RotationWindow.parse(duration)::end)
                .filter(end -> end.isAfter(now));
    }

    /** When it opens next; empty if it never does again. */
    public Optional<Instant> opens(Instant now) {
        return parsed().next(now, Instant.EPOCH);
    }

    /** @throws io.stockade.schedule.ScheduleException if the manifest is not valid */
    public Schedule parsed() {
        return Schedule.parse(schedule);
    }
}
