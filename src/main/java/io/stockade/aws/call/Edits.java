package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Written;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls that change one thing in place, and what is known of it after each, so that a failure loses nothing. */
public final class Edits<R extends Resource> {
    private final R desired;
    private final Set<String> wanted;
    private final Set<String> handled = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final String firstId;
    private Observed<R> now;
    private boolean changed;
    private @Nullable CloudException problem;

    private Edits(Observed<R> current, R desired, Set<String> wanted, boolean changed) {
        this.firstId = current.id();
        this.now = current;
        this.desired = desired;
        this.wanted = wanted;
        this.changed = changed;
    }

    /**
     * Changes of something that exists: if the first call fails, so does the whole.
     *
     * @param wanted the components to change
     */
    public static <R extends Resource> Edits<R> of(Observed<R> current, R desired, Set<String> wanted, Instant now) {
        Observed<R> fresh = new Observed<>(
                current.value(), current.id(), current.lifecycle(), current.note(), current.unread(), now);
        return new Edits<>(fresh, desired, wanted, false);
    }

    /** Changes that finish a creation: whatever fails, the thing is there, and that is the answer. */
    public static <R extends Resource> Edits<R> finishing(Observed<R> created, R desired, Set<String> wanted) {
        return new Edits<>(created, desired, wanted, true);
    }

    /** Changes a component by a call, if that is wanted and nothing failed before. */
    public Edits<R> change(String component, Runnable call) {
        return change(Set.of(component), call);
    }

    /** Changes components by one call, if any of them is wanted and nothing failed before. */
    public Edits<R> change(Set<String> components, Runnable call) {
        handled.addAll(components);
        Set<String> here = new TreeSet<>(components);
        here.retainAll(wanted);
        if (problem != null || here.isEmpty()) {
            return this;
        }
        if (attempt(call)) {
            made.addAll(here);
            here.forEach(component -> learned(component, valueOf(component, desired)));
        }
        return this;
    }

    /** What a change of one component means for another one, if it was made: AWS's answer does not tell. */
    public Edits<R> entails(String component, String other, Object value) {
        if (made.contains(component)) {
            learned(other, value);
        }
        return this;
    }

    /** AWS goes on working for a while after a component was changed, if it was. */
    public Edits<R> settling(String component, String note) {
        if (made.contains(component)) {
            now = now.withLifecycle(Lifecycle.PENDING, note);
        }
        return this;
    }

    /** The thing works again once a component was changed, if it was. */
    public Edits<R> reviving(String component) {
        if (made.contains(component)) {
            now = now.withLifecycle(Lifecycle.READY, "");
        }
        return this;
    }

    /** AWS's answer to the change of a component tells how far the thing is, if it was changed. */
    public Edits<R> judged(String component, UnaryOperator<Observed<R>> judge) {
        if (made.contains(component)) {
            now = judge.apply(now);
        }
        return this;
    }

    /** Changes a component by a call that gives the thing another id: under the old one nothing is left. */
    public Edits<R> exchange(String component, Supplier<String> call) {
        return change(component, () -> {
            String id = call.get();
            now = new Observed<>(now.value(), id, now.lifecycle(), now.note(), now.unread(), now.readAt());
        });
    }

    /**
     * Puts on the tags that are wanted and are missing or different, and takes those off that were wanted once; others'
     * tags stay.
     *
     * @param put takes tags, with their values
     * @param takeOff takes keys
     */
    public Edits<R> tags(Consumer<Map<String, String>> put, Consumer<Collection<String>> takeOff) {
        handled.add("tags");
        if (problem != null || !wanted.contains("tags")) {
            return this;
        }
        Tags current = now.tags();
        SortedMap<String, String> missing = new TreeMap<>();
        Tags target = Ownership.tags(desired);
        target.values().forEach((key, value) -> {
            if (!value.equals(current.values().get(key))) {
                missing.put(key, value);
            }
        });
        if (missing.isEmpty() || attempt(() -> put.accept(missing))) {
            learned("tags", current.with(missing));
        }
        Set<String> left = current.only(target.former()).values().keySet();
        if (problem == null && !left.isEmpty() && attempt(() -> takeOff.accept(left))) {
            learned("tags", now.tags().without(left));
        }
        return this;
    }

    /** The thing as it is known to be now. */
    public Observed<R> now() {
        return now;
    }

    /** What came of it. */
    public Written written() {
        List<Written.Gone> gone = now.id().equals(firstId) ? List.of() : List.of(new Written.Gone(now.kind(), firstId));
        Written written = new Written(List.of(now), gone, null);
        if (problem != null) {
            return written.but(problem);
        }
        Set<String> ignored = new TreeSet<>(wanted);
        ignored.removeAll(handled);
        return ignored.isEmpty() ? written : written.but(cannot(ignored));
    }

    private CloudException cannot(Set<String> components) {
        String message = "update " + now.kind() + " " + now.id() + ": " + components + " does not change in place";
        return new CloudException(CloudException.Category.INVALID, "update", "", message, null);
    }

    private boolean attempt(Runnable call) {
        try {
            call.run();
            changed = true;
            return true;
        } catch (CloudException failure) {
            if (!changed) {
                throw failure;
            }
            problem = failure;
            return false;
        }
    }

    private void learned(String component, @Nullable Object value) {
        Set<String> unread = new TreeSet<>(now.unread());
        unread.remove(component);
        now = new Observed<>(
                Component.with(now.value(), component, value),
                now.id(),
                now.lifecycle(),
                now.note(),
                new TreeSet<>(unread),
                now.readAt());
    }

    private static @Nullable Object valueOf(String component, Resource resource) {
        return Component.of(resource.getClass()).stream()
                .filter(each -> each.name().equals(component))
                .map(each -> each.of(resource))
                .findFirst()
                .orElse(null);
    }
}
