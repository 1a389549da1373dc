package io.stockade;

import io.stockade.cloud.CloudException;
import io.stockade.reconcile.Authors;
import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.StackDetail;
import io.stockade.status.DriftAuthor;
import io.stockade.status.DriftRecord;
import io.stockade.web.DriftReply;
import io.stockade.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people ask about single drifts, and decide upon them. */
final class DriftDesk {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Supplier<Engine> engine;
    private final Requests requests;
    private final Authors authors;
    private final Function<String, String> hold;

    /**
     * Wires the desk.
     *
     * @param hold why nothing of a stack is written now; empty if it is
     */
    DriftDesk(Supplier<Engine> engine, Requests requests, Authors authors, Function<String, String> hold) {
        this.engine = engine;
        this.requests = requests;
        this.authors = authors;
        this.hold = hold;
    }

    /**
     * Takes what somebody decides.
     *
     * @param choice in the words of {@link DriftChoice}; {@code null} withdraws what was decided
     */
    DriftReply decide(String stack, String key, @Nullable String choice) {
        Set<String> keys = detail(stack).drifts().stream().map(DriftRecord::key).collect(Collectors.toSet());
        if (choice == null) {
            requests.decide(stack, key, null, keys);
            return new DriftReply(stack, key, "what was decided upon drift " + key + " of " + stack + " is withdrawn");
        }
        DriftChoice understood = DriftChoice.parse(choice)
                .orElseThrow(() ->
                        new Refusal(BAD_REQUEST, "'" + choice + "' is no decision; expected " + DriftChoice.EXPECTED));
        if (find(stack, key).unknown()) {
            throw new Refusal(BAD_REQUEST, "nobody can decide upon what can't be read: drift " + key + " of " + stack);
        }
        requests.decide(stack, key, understood, keys);
        String held = understood.kind() == DriftChoice.Kind.REVERT ? hold.apply(stack) : "";
        return new DriftReply(
                stack,
                key,
                "drift " + key + " of " + stack + ": " + understood.text()
                        + (held.isEmpty() ? "" : ", as soon as nothing holds it back: " + held));
    }

    /** Who may have made a drift: as an event told, or else as CloudTrail remembers it. */
    DriftReply who(String stack, String key) {
        DriftRecord drift = find(stack, key);
        return new DriftReply(stack, key, author(stack, drift));
    }

    private String author(String stack, DriftRecord drift) {
        if (drift.author() != null) {
            return drift.author().text();
        }
        if (drift.unknown()) {
            return "unknown, as is whether there is any drift";
        }
        Instant since = Instant.parse(drift.firstSeen()).minus(Authors.BEFORE_SEEN);
        try {
            return authors.of(engine.get().trail(stack), ids(stack, drift), since)
                    .map(DriftAuthor::text)
                    .orElse("unknown: no event told, and CloudTrail remembers no call, or not yet");
        } catch (CloudException silent) {
            return "unknown: " + silent.getMessage();
        }
    }

    /** Its id without what it is called inside of something; where it is gone, the id of what it stood in. */
    private List<String> ids(String stack, DriftRecord drift) {
        Stream<String> own = Stream.ofNullable(drift.id()).map(DriftDesk::holder);
        return Stream.concat(own, parent(stack, drift).stream()).distinct().toList();
    }

    private Optional<String> parent(String stack, DriftRecord drift) {
        String name = holder(drift.resource().substring(drift.resource().indexOf('/') + 1));
        List<StackDetail.Resource> resources = detail(stack).resources();
        return resources.stream()
                .filter(resource -> resource.resource().equals(drift.resource()))
                .flatMap(resource -> resource.needs().stream())
                .filter(need -> need.endsWith("/" + name))
                .flatMap(need ->
                        resources.stream().filter(each -> each.resource().equals(need)))
                .flatMap(resource -> Stream.ofNullable(resource.id()))
                .findFirst();
    }

    private static String holder(String id) {
        int colon = id.indexOf(':');
        return colon < 0 || id.startsWith("arn:") ? id : id.substring(0, colon);
    }

    private DriftRecord find(String stack, String key) {
        return detail(stack).drifts().stream()
                .filter(drift -> drift.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        NOT_FOUND,
                        "there is no drift " + key + " of " + stack + " any more; 'stockade drift list " + stack
                                + "' shows what there is"));
    }

    private StackDetail detail(String stack) {
        return engine.get().detail(stack).orElse(StackDetail.NONE);
    }
}
