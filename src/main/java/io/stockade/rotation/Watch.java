package io.stockade.rotation;

import io.stockade.cloud.SecretStore;
import io.stockade.graph.SecretDuty;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.SecretMemory.Cause;
import io.stockade.memory.SecretMemory.Flight;
import io.stockade.rotation.RotationNews.What;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sees from lists how rotations fare that AWS does, and who has to see to one when the strategy changed meanwhile. */
final class Watch {
    private final SecretDuty duty;
    private final Instant now;
    private final List<RotationNews> news;

    Watch(SecretDuty duty, Instant now, List<RotationNews> news) {
        this.duty = duty;
        this.now = now;
        this.news = news;
    }

    SecretMemory look(SecretMemory memory, SeenSecret seen) {
        SecretMemory known = rotated(memory, seen);
        Flight flight = known.flight();
        if (flight == null) {
            return known;
        }
        return switch (flight.cause()) {
            case FIRST, SCHEDULED, REQUESTED -> known;
            case LEFTOVER -> Agenda.byAws(duty) ? known.withFlight(null).withFailure(null) : known;
            case ASKED, WATCHED -> Agenda.byAws(duty) ? awaited(known, flight, seen) : inherited(known, flight, seen);
        };
    }

    /** AWS's own rotations are heard of by their date. */
    private SecretMemory rotated(SecretMemory memory, SeenSecret seen) {
        Instant rotated = seen.rotated();
        Instant known = memory.rotated();
        if (!Agenda.byAws(duty) || rotated == null || (known != null && !rotated.isAfter(known))) {
            return memory;
        }
        if (known != null) {
            news.add(RotationNews.of(duty.name(), What.DONE, seen.fullName() + " was rotated by AWS"));
        }
        return memory.withRotated(rotated);
    }

    private SecretMemory awaited(SecretMemory memory, Flight flight, SeenSecret seen) {
        boolean served = flight.token().equals(seen.current())
                || flight.token().equals(seen.labels().get(SecretStore.PREVIOUS));
        boolean over = flight.cause() == Cause.WATCHED && !flight.token().equals(seen.pending());
        if (!served && !over) {
            return memory;
        }
        SecretMemory ended = memory.withFlight(null).withFailure(null);
        if (flight.request() == null) {
            return ended;
        }
        SortedSet<String> handled = new TreeSet<>(memory.handled());
        handled.add(flight.request());
        return ended.withHandled(handled);
    }

    /** AWS rotates it no longer: what it left is ours to see to. */
    private SecretMemory inherited(SecretMemory memory, Flight flight, SeenSecret seen) {
        if (!flight.token().equals(seen.pending())) {
            return memory.withFlight(null).withFailure(null);
        }
        Instant next = now.plus(RotationPace.LONGEST_RUN);
        return memory.withFailure(null)
                .withFlight(VersionToken.found(flight.token(), Cause.LEFTOVER, flight.begun(), next));
    }
}
