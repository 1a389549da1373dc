package io.stockade.reliability;

import io.stockade.sandbox.world.WorldStore;
import io.stockade.simulation.KeptWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A sandbox's world with its past. */
final class RecordedWorld implements WorldStore {
    private final List<String> lines;
    private final List<Instant> times = new ArrayList<>();
    private final Supplier<Instant> clock;
    private final Instant begun;

    RecordedWorld(List<String> lines, Instant begun, Supplier<Instant> clock) {
        this.lines = new ArrayList<>(lines);
        this.clock = clock;
        this.begun = begun;
        lines.forEach(line -> times.add(begun));
    }

    /** As it is now. */
    KeptWorld now() {
        return new KeptWorld(lines);
    }

    /** As it was at a time. */
    KeptWorld as(Instant time) {
        return at(time).orElseGet(this::now);
    }

    /** As it was at a time; none if that is not known, or nothing has changed since. */
    Optional<KeptWorld> at(Instant time) {
        int end = lines.size();
        while (end > 0 && times.get(end - 1).isAfter(time)) {
            end--;
        }
        boolean known = !time.isBefore(begun) && end > 0;
        return known && end < lines.size() ? Optional.of(new KeptWorld(lines.subList(0, end))) : Optional.empty();
    }

    /** When it was another one than before, newest first, from one time to another; and both of these. */
    Stream<Instant> moments(Instant from, Instant to) {
        List<Instant> changes = new ArrayList<>(times.stream()
                .filter(time -> time.isAfter(from) && time.isBefore(to))
                .distinct()
                .toList());
        changes.add(0, from);
        changes.add(to);
        Collections.reverse(changes);
        return changes.stream();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public List<String> read() {
        return List.copyOf(lines);
    }

    @Override
    public void append(String line) {
        lines.add(line);
        times.add(clock.get());
    }

    /** The past of what is put together is lost, which only means that no read is that late. */
    @Override
    public void replace(List<String> others) {
        lines.clear();
        times.clear();
        others.forEach(this::append);
    }

    @Override
    public byte[] key() {
        return new byte[32];
    }

    @Override
    public void close() {}
}
