package io.stockade.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.Address;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretDuty.Strategy;
import io.stockade.graph.ValueRecipe;
import io.stockade.memory.SecretMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is due is computed from what was served, so that no time is served twice and none is missed. */
class DueTimesTest {
    private static final Duration WINDOW = Duration.ofHours(2);

    private static DueTimes times(String schedule, String since, String served) {
        SecretMemory memory = SecretMemory.fresh(Instant.parse(since)).withSchedule(schedule, Instant.parse(since));
        return DueTimes.of(
                        duty(schedule, "key"),
                        served.isEmpty() ? memory : memory.withServed(Instant.parse(served)),
                        "uid")
                .orElseThrow();
    }

    private static SecretDuty duty(String schedule, String name) {
        return new SecretDuty(
                new Address(ResourceKind.SECRET, name),
                name,
                new ValueRecipe.Text(8, ""),
                new SecretDuty.Rotation(Strategy.GENERATED, schedule, WINDOW, null));
    }

    @ParameterizedTest
    @CsvSource({
        // A moment before, exactly at, and a moment after it.
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, '', 2027-01-03T02:59:59.999999999Z, ''",
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, '', 2027-01-03T03:00:00Z, 2027-01-03T03:00:00Z",
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, '', 2027-01-03T03:00:00.000000001Z, 2027-01-03T03:00:00Z",
        // Times from before the schedule began are nobody's, and the moment at which it began is one of them.
        "cron(0 3 ? * SUN *), 2027-01-03T03:00:01Z, '', 2027-01-09T00:00:00Z, ''",
        "cron(0 3 ? * SUN *), 2027-01-03T03:00:00Z, '', 2027-01-09T00:00:00Z, ''",
        // Served once.
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, 2027-01-03T03:00:00Z, 2027-01-10T02:59:59Z, ''",
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, 2027-01-03T03:00:00Z, 2027-01-10T03:00:00Z, 2027-01-10T03:00:00Z",
        // Down for five weeks: the newest only.
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, 2027-01-03T03:00:00Z, 2027-02-08T00:00:00Z, 2027-02-07T03:00:00Z",
        // The clock went back.
        "cron(0 3 ? * SUN *), 2027-01-01T00:00:00Z, 2027-01-10T03:00:00Z, 2027-01-05T00:00:00Z, ''",
        // A leap day, and the years without one.
        "cron(0 0 29 2 ? *), 2027-01-01T00:00:00Z, '', 2028-02-28T23:59:59Z, ''",
        "cron(0 0 29 2 ? *), 2027-01-01T00:00:00Z, '', 2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z",
        "cron(0 0 29 2 ? *), 2027-01-01T00:00:00Z, 2028-02-29T00:00:00Z, 2032-02-28T23:00:00Z, ''",
        // The nights on which clocks are put forward and back in Europe have 24 hours in UTC.
        "cron(0 1 * * ? *), 2027-03-27T02:00:00Z, '', 2027-03-28T01:00:00Z, 2027-03-28T01:00:00Z",
        "cron(0 1 * * ? *), 2027-03-27T02:00:00Z, 2027-03-28T01:00:00Z, 2027-03-29T00:59:59Z, ''",
        "cron(0 1 * * ? *), 2027-10-30T02:00:00Z, 2027-10-31T01:00:00Z, 2027-11-01T00:59:59Z, ''",
        // A rate counts from its beginning, and over the end of a leap February.
        "rate(30 days), 2028-02-10T11:00:00Z, '', 2028-03-10T23:59:59Z, ''",
        "rate(30 days), 2028-02-10T11:00:00Z, '', 2028-03-11T00:00:00Z, 2028-03-11T00:00:00Z",
        "rate(4 hours), 2027-01-01T00:30:00Z, 2027-01-01T04:00:00Z, 2027-01-01T08:00:00Z, 2027-01-01T08:00:00Z",
    })
    void theNewestTimeThatNobodyServed(String schedule, String since, String served, String now, String due) {
        DueTimes times = times(schedule, since, served);

        assertThat(times.open(Instant.parse(now)).map(Instant::toString).orElse(""))
                .isEqualTo(due);
    }

    @Test
    void everyTimeOfTenYearsIsServedOnce() {
        Instant now = Instant.parse("2027-01-01T00:00:00Z");
        Instant end = Instant.parse("2037-01-01T00:00:00Z");
        String served = "";
        TreeSet<Instant> all = new TreeSet<>();
        int count = 0;

        while (now.isBefore(end)) {
            DueTimes times = times("cron(0 3 ? * SUN *)", "2027-01-01T00:00:00Z", served);
            if (times.open(now).isPresent()) {
                served = times.open(now).get().toString();
                all.add(Instant.parse(served));
                count++;
            }
            now = now.plus(Duration.ofMinutes(397));
        }

        assertThat(count).isEqualTo(all.size()).isEqualTo(522);
    }

    @Test
    void secretsThatAreDueAtOneTimeDoNotBeginAtOneMoment() {
        Instant due = Instant.parse("2027-01-03T03:00:00Z");
        SecretMemory memory = SecretMemory.fresh(due).withSchedule("cron(0 3 ? * SUN *)", due);
        Set<Instant> begins = new TreeSet<>();

        for (int stack = 0; stack < 1_000; stack++) {
            DueTimes times = DueTimes.of(duty("cron(0 3 ? * SUN *)", "key"), memory, "uid-" + stack)
                    .orElseThrow();
            begins.add(times.begin(due));
            assertThat(times.begin(due)).isBetween(due, due.plus(Duration.ofMinutes(30)));
        }

        assertThat(begins.size()).isGreaterThan(700);
    }

    @Test
    void whatNobodyUnderstandsIsNeverDue() {
        SecretMemory memory = SecretMemory.fresh(Instant.EPOCH).withSchedule("at(full moon)", Instant.EPOCH);

        assertThat(DueTimes.of(duty("at(full moon)", "key"), memory, "uid")).isEmpty();
    }
}
