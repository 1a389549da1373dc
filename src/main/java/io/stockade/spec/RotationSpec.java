package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When and how the value of a secret is replaced. */
@ValidationRule(value = ServerRules.ONE_SCHEDULE, message = "exactly one of schedule, every is needed")
@ValidationRule(
        value = ServerRules.WHO_ROTATES,
        message = "lambda is what strategy Lambda needs, and Generated doesn't have")
@ValidationRule(value = ServerRules.HOOKS_OF_GENERATED, message = "hooks mean nothing for strategy Lambda")
public record RotationSpec(
        @JsonPropertyDescription(
                "Generated (Stockade makes the new value) or Lambda (AWS has a function make it); Lambda when lambda is given, else Generated.")
        @Nullable
        RotationStrategy strategy,

        @JsonPropertyDescription(
                "When, in UTC and in AWS's syntax, such as cron(0 3 ? * SUN *) or rate(30 days); at least 4 hours apart.")
        @Pattern(Patterns.SCHEDULE)
        @Size(max = 256)
        @ValidationRule(
                value = ServerRules.SCHEDULE_OF_AWS,
                message =
                        "expected rate(30 days), or cron with 6 fields: 0 for the minutes, ? for one of the days, * for the year")
        @Nullable
        String schedule,

        @JsonPropertyDescription("A shorter way to write a rate, such as 30d or 12h, in place of schedule.")
        @Pattern(Patterns.INTERVAL)
        @Size(max = 6)
        @ValidationRule(value = ServerRules.FOUR_HOURS_TO_999_DAYS, message = "expected 4h to 999d")
        @Nullable
        String every,

        @JsonPropertyDescription(
                "Within how many hours it must begin, such as 2h; an hour where the schedule is in hours, else the rest of the UTC day, when left out.")
        @Pattern(Patterns.WINDOW)
        @Size(max = 3)
        @ValidationRule(value = ServerRules.HOURS_OF_A_DAY, message = "expected 1h to 24h")
        @Nullable
        String window,

        @JsonPropertyDescription("A function that takes a generated value to where it is used, and tries it.") @Nullable
        RotationHooksSpec hooks,

        @JsonPropertyDescription("The function of the Lambda strategy.") @Nullable
        RotationLambdaSpec lambda) {

    public RotationStrategy strategyOrDefault() {
        if (strategy != null) {
            return strategy;
        }
        return lambda == null ? RotationStrategy.GENERATED : RotationStrategy.LAMBDA;
    }

    /**
     * The schedule, however it was written.
     *
     * @throws io.stockade.schedule.ScheduleException if the manifest is not valid
     */
    public Schedule parsedSchedule() {
        return schedule == null ? Schedule.every(String.valueOf(every)) : Schedule.parse(schedule);
    }

    /**
     * The window, where one is given.
     *
     * @throws io.stockade.schedule.ScheduleException if the manifest is not valid
     */
    public Optional<RotationWindow> parsedWindow() {
        return Optional.ofNullable(window).map(RotationWindow::parse);
    }
}
