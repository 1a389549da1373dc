package io.stockade.rotation;

import io.stockade.graph.Address;
import io.stockade.graph.Digest;
import io.stockade.memory.SecretMemory.Cause;
import io.stockade.memory.SecretMemory.Flight;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of versions: the same for one occasion on every replica and after every crash, so that AWS stores one
 * value for it, whoever comes first. ClientRequestToken becomes the version's id:
 * docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html.
 *
 * @param uid of the stack's incarnation
 */
record VersionToken(String uid, Address secret) {
    /** So many attempts at one occasion are known again from the versions that AWS shows. */
    private static final int RECOGNISED = 20;

    Flight first(Instant now) {
        return flight(Cause.FIRST, null, null, 1, now);
    }

    Flight scheduled(Instant due, Instant now) {
        return flight(Cause.SCHEDULED, due, null, 1, now);
    }

    Flight requested(Cause cause, String request, Instant now) {
        return flight(cause, null, request, 1, now);
    }

    /** The same occasion with another value, since the version of the last attempt was given up. */
    Flight again(Flight before, Instant now) {
        return flight(before.cause(), before.due(), before.request(), before.attempt() + 1, now);
    }

    /** A version that somebody else made, or that AWS makes. */
    static Flight found(String version, Cause cause, Instant now, Instant next) {
        return new Flight(version, cause, null, null, 1, "", now, now, next);
    }

    /** The attempt at an occasion that made a version; empty if none did. */
    Optional<Flight> recognise(Flight first, Collection<String> versions, Instant now) {
        Flight attempt = first;
        for (int count = 0; count < RECOGNISED; count++) {
            if (versions.contains(attempt.token())) {
                return Optional.of(attempt);
            }
            attempt = again(attempt, now);
        }
        return Optional.empty();
    }

    private Flight flight(Cause cause, @Nullable Instant due, @Nullable String request, int attempt, Instant now) {
        String occasion = due != null ? due.toString() : request != null ? "request:" + request : "first";
        String token = Digest.hex(uid, secret.toString(), "rotation", occasion, Integer.toString(attempt));
        return new Flight(token, cause, due, request, attempt, "", now, now, now);
    }
}
