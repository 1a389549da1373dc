package io.stockade.kube;

import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Stall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Whether somebody asked for the deletion of a stack, or its object only goes along with its namespace or with the
 * definition of all stacks. Whoever deletes those may not know what in AWS hangs on them: so nothing there is deleted
 * before somebody says so. What can't be found out counts as not asked for.
 */
final class DeletionCause {
    /** Holds the name of the stack, so that it says nothing where it was copied along. */
    static final String FORCE = "stockade.dev/force-delete";

    /** By less, the clocks of two API servers may differ: an object that went along could seem to have gone first. */
    private static final Duration DOUBT = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(DeletionCause.class.getName());

    private final StackApi api;
    private final InstantSource clock;
    private final Consumer<StackEvent> events;

    /** Uids of objects whose deletion was asked for: it goes on, whatever is deleted later. */
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    /** @param events is told of deletions that were forced */
    DeletionCause(StackApi api, InstantSource clock, Consumer<StackEvent> events) {
        this.api = api;
        this.clock = clock;
        this.events = events;
    }

    /** Why nothing in AWS is deleted for an object that is being deleted; empty if it is. Reads until that is known. */
    Optional<Stall> objection(RawStack object) {
        if (object.uid().equals(asked.get(object.key()))) {
            return Optional.empty();
        }
        Optional<Stall> objection = namespace(object).or(() -> definition(object));
        if (objection.isPresent() && !forced(object)) {
            return objection;
        }
        asked.put(object.key(), object.uid());
        objection.ifPresent(overruled -> tell(object, overruled));
        return Optional.empty();
    }

    void forget(String stack) {
        asked.remove(stack);
    }

    private static boolean forced(RawStack object) {
        return object.getMetadata()
                .getName()
                .equals(object.getMetadata().getAnnotations().get(FORCE));
    }

    private void tell(RawStack object, Stall overruled) {
        String message = "everything that was made for it is deleted, as the annotation " + FORCE + " says, though "
                + overruled.reason();
        LOG.log(System.Logger.Level.WARNING, object.key() + ": " + message);
        events.accept(new StackEvent(clock.instant(), object.key(), "Warning", "DeletionForced", message));
    }

    private Optional<Stall> namespace(RawStack object) {
        String namespace = object.getMetadata().getNamespace();
        return with(
                object,
                "NamespaceTerminating",
                "the namespace " + namespace,
                "'get' on that namespace",
                () -> api.namespaceDeletion(namespace));
    }

    private Optional<Stall> definition(RawStack object) {
        return with(
                object,
                "DefinitionTerminating",
                "the definition of all stacks",
                "'get' on the customresourcedefinition securestacks.stockade.dev",
                api::definitionDeletion);
    }

    private static Optional<Stall> with(
            RawStack object, String reason, String whole, String right, Supplier<Optional<Instant>> deletion) {
        try {
            return deletion.get()
                    .filter(since -> !first(object, since))
                    .map(since -> new Stall(
                            reason,
                            whole + " is being deleted since " + since + ", and nobody asked for the deletion of this"
                                    + " stack in particular: " + ways(object)));
        } catch (ConflictException gone) {
            return Optional.of(new Stall(reason, gone.getMessage() + ": " + ways(object)));
        } catch (UnansweredException unknown) {
            return Optional.of(new Stall(
                    "DeletionUnverified",
                    "whether " + whole + " is being deleted can't be read (" + unknown.getMessage()
                            + "), and then nobody may have asked for the deletion of this stack: let the service have "
                            + right + "; until then " + ways(object)));
        }
    }

    /** Whether somebody deleted the object before the whole. */
    private static boolean first(RawStack object, Instant whole) {
        return Instant.parse(object.getMetadata().getDeletionTimestamp()).isBefore(whole.minus(DOUBT));
    }

    private static String ways(RawStack object) {
        String name = object.getMetadata().getName();
        String on = "kubectl -n " + object.getMetadata().getNamespace();
        return "nothing is deleted in AWS. To have everything deleted that was made for it: '" + on
                + " annotate securestack " + name + " " + FORCE + "=" + name + "'. To let go of it and keep all that: '"
                + on + " patch securestack " + name
                + " --type=merge -p '{\"spec\":{\"deletion\":{\"mode\":\"Retain\"}}}''";
    }
}
