package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.simulation.KeptWorld;
import io.stockade.simulation.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A sandbox's world with its past. */
final class RecordedWorld implements WorldStore {
    private final List<WorldLine> lines;
    private final List<Instant> times = new ArrayList<>();
    private final Map<Integer, List<String>> pictures = new HashMap<>();
    private final Supplier<Instant> clock;
    private final Instant begun;

    RecordedWorld(List<WorldLine> lines, Instant begun, Supplier<Instant> clock) {
        this.lines = new ArrayList<>(lines);
        this.clock = clock;
        this.begun = begun;
        lines.forEach(line -> times.add(begun));
    }

    /** Its log, oldest first. */
    List<WorldLine> lines() {
        return List.copyOf(lines);
    }

    /** All that stands now. */
    List<KeptWorld.Row> rows() {
        return rows(lines.size());
    }

    /** All that stood at a time. */
    List<KeptWorld.Row> rows(Instant time) {
        return rows(length(time));
    }

    /** As it is now, without ids and times. */
    List<String> picture() {
        return picture(lines.size());
    }

    /** As it was at a time, without ids and times. */
    List<String> picture(Instant time) {
        return picture(length(time));
    }

    private List<String> picture(int length) {
        return pictures.computeIfAbsent(length, count -> Picture.of(rows(count)));
    }

    private List<KeptWorld.Row> rows(int length) {
        List<JsonNode> changes = new ArrayList<>();
        lines.subList(0, length).forEach(line -> changes.addAll(line.rows()));
        return KeptWorld.rows(changes);
    }

    /** As it was at a time; none if that is not known, or nothing has changed since. */
    Optional<KeptWorld> at(Instant time) {
        return changedSince(time) ? Optional.of(new KeptWorld(texts(until(time)))) : Optional.empty();
    }

    /** How many lines it had at a time; all of them if that is not known. */
    private int length(Instant time) {
        return changedSince(time) ? until(time) : lines.size();
    }

    /** Whether it was another one at a time, and is known. */
    boolean changedSince(Instant time) {
        int end = until(time);
        return !time.isBefore(begun) && end > 0 && end < lines.size();
    }

    /** How many lines it had at a time. */
    private int until(Instant time) {
        int end = lines.size();
        while (end > 0 && times.get(end - 1).isAfter(time)) {
            end--;
        }
        return end;
    }

    private List<String> texts(int length) {
        return lines.subList(0, length).stream().map(WorldLine::text).toList();
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
        return texts(lines.size());
    }

    @Override
    public void append(String line) {
        lines.add(new WorldLine(line));
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
