package io.stockade.rotation;

import io.stockade.cloud.SecretStore;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.SecretMemory.Cause;
import io.stockade.memory.SecretMemory.Failure;
import io.stockade.memory.SecretMemory.Flight;
import io.stockade.rotation.RotationNews.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is remembered of a try, and told.
 *
 * @param memory after it
 */
record Settlement(SecretMemory memory, List<RotationNews> news) {
    /** @param before as it was remembered when the try began */
    static Settlement of(SecretMemory before, Task task, Verdict verdict, String uid, Instant now) {
        return switch (verdict.kind()) {
            case DONE -> done(before, task, now);
            case MOOT -> quiet(over(before, task, false));
            case SERVED -> quiet(over(before, task, true));
            case LATER -> {
                Duration wait = Objects.requireNonNull(verdict.pause(), "pause");
                Flight flight = task.flight().at(verdict.step()).next(now.plus(wait));
                yield quiet(before.withFlight(flight));
            }
            case FAILED -> failed(before, task, verdict, now);
            case GIVEN_UP -> givenUp(before, task, uid, now);
        };
    }

    private static Settlement done(SecretMemory before, Task task, Instant now) {
        String name = task.secret().fullName();
        String message = switch (task.flight().cause()) {
            case FIRST -> name + " got its first value";
            case SCHEDULED, REQUESTED, ASKED, WATCHED -> name + " was rotated";
            case LEFTOVER -> name + " was rotated: its pending version turned out to be the one in use";
        };
        return new Settlement(
                over(before, task, true).withRotated(now),
                List.of(RotationNews.of(task.duty().name(), What.DONE, message)));
    }

    /** @param served whether readers get what came of it */
    private static SecretMemory over(SecretMemory before, Task task, boolean served) {
        Flight flight = task.flight();
        SecretMemory ended = before.withFlight(null).withFailure(null);
        Instant due = flight.due();
        if (served && due != null && (ended.served() == null || due.isAfter(ended.served()))) {
            ended = ended.withServed(due);
        }
        if (served && flight.request() != null) {
            SortedSet<String> handled = new TreeSet<>(ended.handled());
            handled.add(flight.request());
            ended = ended.withHandled(handled);
        }
        return ended;
    }

    private static Settlement failed(SecretMemory before, Task task, Verdict verdict, Instant now) {
        int count = before.failures() + 1;
        Duration wait = verdict.pause() == null ? RotationPace.backOff(count) : verdict.pause();
        Failure earlier = before.failure();
        Instant since = earlier == null ? now : earlier.since();
        Failure failure = new Failure(verdict.reason(), verdict.message(), count, since, now.plus(wait));
        Flight flight = task.flight().at(verdict.step()).next(failure.retryAt());
        RotationNews news =
                new RotationNews(task.duty().name(), What.FAILED, verdict.reason(), count, verdict.message());
        return new Settlement(before.withFlight(flight).withFailure(failure), List.of(news));
    }

    private static Settlement givenUp(SecretMemory before, Task task, String uid, Instant now) {
        String message = SecretStore.PENDING + " was taken off version " + task.token() + " of "
                + task.secret().fullName() + ", which is in use nowhere";
        List<RotationNews> news = List.of(RotationNews.of(task.duty().name(), What.CLEANED, message));
        if (task.flight().cause() == Cause.LEFTOVER) {
            return new Settlement(before.withFlight(null).withFailure(null), news);
        }
        Flight next = new VersionToken(uid, task.duty().secret()).again(task.flight(), now);
        return new Settlement(before.withFlight(next), news);
    }

    private static Settlement quiet(SecretMemory memory) {
        return new Settlement(memory, List.of());
    }
}
