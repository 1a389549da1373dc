package io.stockade.cli;

import io.stockade.reconcile.StackEvent;
import io.stockade.status.StackStatus;
import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Follows a stack until it stands still. */
final class Follow {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Surroundings surroundings;
    private final Api api;
    private final LiveTree tree;

    Follow(Surroundings surroundings, Api api) {
        this.surroundings = surroundings;
        this.api = api;
        this.tree = new LiveTree(surroundings.terminal());
    }

    /**
     * Shows the stack until the generation is ready, or waits for a person.
     *
     * @return the exit code: 0 if it is ready
     */
    int untilReady(String stack, long generation) {
        do {
            StackObject now = Api.named(api.list(), stack);
            StackStatus status = now.status();
            String summary = status == null ? "waits for its first pass" : status.phase() + ": " + status.message();
            tree.show(api.detail(stack).resources(), summary);
            if (status != null && status.observedGeneration() >= generation) {
                if (status.is("Ready") && !status.is("Reconciling")) {
                    return end(summary, 0);
                }
                if (status.is("Stalled") || status.is("AwaitingApproval")) {
                    return end(summary + "; 'stockade describe " + stack + "' says more", 1);
                }
            }
        } while (!surroundings.terminal().closed() && surroundings.pause().pause(BETWEEN_LOOKS));
        return 1;
    }

    /** Shows the stack until nothing is left of it, or it waits for a person. */
    int untilGone(String stack) {
        do {
            StackList list = api.list();
            if (list.items().stream().noneMatch(each -> each.key().equals(stack))) {
                return end(farewell(stack), 0);
            }
            StackStatus status = Api.named(list, stack).status();
            tree.show(api.detail(stack).resources(), status == null ? "" : status.message());
            if (status != null && (status.is("Stalled") || status.is("AwaitingApproval"))) {
                return end(status.message() + "; 'stockade describe " + stack + "' says more", 1);
            }
        } while (!surroundings.terminal().closed() && surroundings.pause().pause(BETWEEN_LOOKS));
        return 1;
    }

    private String farewell(String stack) {
        List<StackEvent> events = api.events(stack);
        Optional<StackEvent> last =
                events.stream().skip(Math.max(0, events.size() - 1)).findFirst();
        String message = last.map(StackEvent::message).orElse("");
        return switch (last.map(StackEvent::reason).orElse("")) {
            case "Retained" -> stack + " is forgotten: " + message;
            case "Deleted" -> stack + " is gone: " + message;
            default -> stack + " is gone";
        };
    }

    private int end(String line, int exitCode) {
        tree.end();
        surroundings.terminal().line(line);
        return exitCode;
    }
}
