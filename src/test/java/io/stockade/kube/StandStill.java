package io.stockade.kube;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.Faults;
import io.stockade.sandbox.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** When a process stands still, as in a pause of its garbage collector: what it was about to send goes out late. */
final class StandStill implements Wire {
    /** AWS takes no request that was signed earlier: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html. */
    private static final Duration SIGNED = Duration.ofMinutes(5);

    private record Window(Instant from, Instant to) {}

    private final VirtualTime time;
    private final List<Window> windows = new ArrayList<>();

    StandStill(VirtualTime time) {
        this.time = time;
    }

    void add(Instant from, Duration length) {
        windows.add(new Window(from, from.plus(length)));
    }

    boolean now() {
        return until().isAfter(time.now());
    }

    /** The end of all that covers the present, one after the other. */
    Instant until() {
        Instant end = time.now();
        boolean longer = true;
        while (longer) {
            Instant before = end;
            for (Window window : windows) {
                if (!window.from().isAfter(end) && window.to().isAfter(end)) {
                    end = window.to();
                }
            }
            longer = end.isAfter(before);
        }
        return end;
    }

    /** Returns once the process goes on. */
    void hold() {
        while (now()) {
            time.pause(Duration.between(time.now(), until()));
        }
    }

    @Override
    public <T> T send(String action, Supplier<T> call) {
        hold();
        try {
            return call.get();
        } finally {
            hold();
        }
    }

    @Override
    public Instant awake(Instant arrived) {
        return until();
    }

    /** Has all calls to AWS of a process stand still with it, on the way there and on the way back. */
    void holds(String process, Faults faults) {
        faults.add(point -> point.principal().equals(process) && now(), new Fault.Before(this::sendLate));
        faults.add(point -> point.principal().equals(process), new Fault.After(this::hold));
    }

    private void sendLate() {
        Instant signed = time.now();
        hold();
        if (Duration.between(signed, time.now()).compareTo(SIGNED) >= 0) {
            throw SdkClientException.create("Unable to execute HTTP request: the signature expired");
        }
    }
}
