package io.stockade.sandbox.settings;

import java.time.Duration;

/**
 * How long AWS takes. Sources: the public deployment logs and SDK waiters gathered in the performance research.
 *
 * @param call one API call, half of it before its effect
 * @param natGateway pending to available
 * @param natGatewayDeletion deleting to deleted
 * @param endpoint interface endpoint, pending to available
 * @param endpointDeletion interface endpoint, deleting to gone
 * @param instance pending to running
 * @param termination shutting-down to terminated
 * @param tombstone how long a deleted gateway or a terminated instance is still listed
 * @param groupReaction from a change to a group, or the end of an instance, to the group's answer
 * @param groupRetry from a failed launch to the next one
 * @param functions what Lambda takes
 */
public record Delays(
        Duration call,
        Duration natGateway,
        Duration natGatewayDeletion,
        Duration endpoint,
        Duration endpointDeletion,
        Duration instance,
        Duration termination,
        Duration tombstone,
        Duration groupReaction,
        Duration groupRetry,
        FunctionDelays functions) {

    /** What real AWS is like. */
    public static Delays real() {
        return new Delays(
                Duration.ofMillis(300),
                Duration.ofSeconds(106),
                Duration.ofSeconds(45),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                FunctionDelays.real());
    }

    /** The same with calls of another length. */
    public Delays withCall(Duration length) {
        return new Delays(
                length,
                natGateway,
                natGatewayDeletion,
                endpoint,
                endpointDeletion,
                instance,
                termination,
                tombstone,
                groupReaction,
                groupRetry,
                functions);
    }
}
