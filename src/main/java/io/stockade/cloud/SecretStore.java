package io.stockade.cloud;

import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of secrets and their values in one account and region: the only way by which a value goes to AWS or comes
 * from there. docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html, versions.
 *
 * <p>A secret is named by its ARN. The label {@code AWSCURRENT} is what readers get, {@code AWSPENDING} what a rotation
 * is about to make current; moving the first moves {@code AWSPREVIOUS} by itself.
 */
public interface SecretStore {
    String CURRENT = "AWSCURRENT";
    String PENDING = "AWSPENDING";
    String PREVIOUS = "AWSPREVIOUS";

    /**
     * Stores a version. The token is its id, so that the same one is never stored twice.
     *
     * @param label that it gets
     * @throws CloudException {@link CloudException.Category#TOKEN_MISMATCH} if the version is there with another value
     */
    void put(String secret, String token, SecretValue value, String label);

    /**
     * Which version has which label now, by label, asked of the secret itself and not of a list. AWS may still show what
     * was there before the last writes.
     *
     * @throws CloudException {@link CloudException.Category#NOT_FOUND} if there is no such secret
     */
    SortedMap<String, String> labels(String secret);

    /** The value of a version; empty if AWS does not show it, which may be a matter of time. */
    Optional<SecretValue> find(String secret, String version);

    /**
     * Moves a label from one version to another.
     *
     * @param to the version that gets it; {@code null} for none
     * @param from the version that loses it; {@code null} for none
     * @throws CloudException {@link CloudException.Category#INVALID} if it is not where it should be
     */
    void move(String secret, String label, @Nullable String to, @Nullable String from);

    /**
     * Has AWS rotate a secret by its function at once.
     *
     * @param token the id of the version that comes of it
     * @throws CloudException {@link CloudException.Category#INVALID} or {@link CloudException.Category#DEPENDENCY} also
     *     where an earlier rotation is not complete: AWS takes that up again instead
     */
    void rotate(String secret, String token);

    /**
     * Invokes a function for one step of a rotation, with the event that AWS gives rotation functions, which holds no
     * value. What the function answers is never told, since it may.
     *
     * @param step {@code setSecret} or {@code testSecret}
     */
    StepAnswer invoke(String function, String step, String secret, String token);

    /** How a function fared, as far as may be told. */
    enum StepAnswer {
        /** It did what it should. */
        DONE,
        /** It ran out of time, or could not reach what it needed: nobody knows what it did. */
        UNREACHABLE,
        /** The login was refused. */
        LOGIN_REFUSED,
        /** It failed otherwise: nobody knows what it did. */
        FAILED
    }
}
