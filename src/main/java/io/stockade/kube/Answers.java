package io.stockade.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.RefusedException;
import io.stockade.kube.StackApi.UnansweredException;
import java.util.Set;
import java.util.function.Supplier;

/** Answers of the API server, in our terms. */
final class Answers {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 413, 422);

    private Answers() {}

    /**
     * Asks.
     *
     * @throws ConflictException if what was to be written is not what was read, or is gone
     * @throws UnansweredException if there is no answer, or another refusal
     */
    static <T> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failed) {
            if (failed.getCode() == NOT_FOUND) {
                throw new ConflictException(message(failed));
            }
            throw translated(failed);
        }
    }

    /**
     * Has something made. What is not found then is the namespace.
     *
     * @throws ConflictException if it is there already
     * @throws UnansweredException if there is no answer, or another refusal
     */
    static <T> T ofCreation(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failed) {
            throw translated(failed);
        }
    }

    private static RuntimeException translated(KubernetesClientException failed) {
        if (failed.getCode() == CONFLICT) {
            return new ConflictException(message(failed));
        }
        return REFUSALS.contains(failed.getCode())
                ? new RefusedException(message(failed), failed)
                : new UnansweredException(message(failed), failed);
    }

    /** The server's own words, if it answered: the client puts the whole answer around them. */
    private static String message(KubernetesClientException failed) {
        Status status = failed.getStatus();
        return status == null || status.getMessage() == null
                ? String.valueOf(failed.getMessage())
                : status.getMessage();
    }
}
