package io.stockade.kube;

import io.stockade.reconcile.StackEvent;
import java.time.Instant;
import java.util.Optional;

/** What we ask of the API server, besides watching. Calls wait for the answer. */
interface StackApi {
    /**
     * Reads an object afresh.
     *
     * @param stack as namespace/name
     * @return empty if there is none
     * @throws UnansweredException if there is no answer
     */
    Optional<RawStack> read(String stack);

    /**
     * Replaces the status of an object, if nobody wrote the object since it was read. Nothing else of it is changed.
     *
     * @return the object as it is then
     * @throws ConflictException if somebody wrote it meanwhile, or it is gone: nothing was changed
     * @throws RefusedException if the server takes no such status: nothing was changed
     * @throws UnansweredException if there is no answer: it may have been changed
     */
    RawStack replaceStatus(RawStack object);

    /**
     * Reads since when a namespace is being deleted, with all that is in it.
     *
     * @return empty if it isn't
     * @throws ConflictException if there is no such namespace any more
     * @throws UnansweredException if there is no answer, or the server refuses
     */
    Optional<Instant> namespaceDeletion(String namespace);

    /**
     * Reads since when the definition of stacks is being deleted, with all of them.
     *
     * @return empty if it isn't
     * @throws ConflictException if there is no definition any more
     * @throws UnansweredException if there is no answer, or the server refuses
     */
    Optional<Instant> definitionDeletion();

    /**
     * Publishes an event; one that was published before is not published twice.
     *
     * @throws UnansweredException if there is no answer, or the server refuses
     */
    void publish(RawStack about, StackEvent event);

    /** The object is no longer what was read. */
    final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConflictException(String message) {
            super(message);
        }
    }

    /** The API server did not do what was asked, as far as anybody knows. */
    class UnansweredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnansweredException(String message) {
            super(message);
        }

        UnansweredException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The API server answered, and will answer the same if it is asked the same. */
    final class RefusedException extends UnansweredException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
