package io.stockade;

import io.stockade.alert.Channels;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.events.EventQueue;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Clouds;
import io.stockade.hint.OurWrites;
import io.stockade.sandbox.Sandbox;
import io.stockade.spec.SecureStack;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The cloud that a service works in.
 *
 * @param clock what its time is
 * @param speed seconds of that clock in a real second
 * @param calls every call that was made to it
 * @param events what tells of changes in it
 * @param channels what alerts can be sent by in it
 */
record CloudSide(
        Clouds clouds,
        InstantSource clock,
        double speed,
        boolean sandbox,
        Tamper tamper,
        CallLedger calls,
        Events events,
        Channels channels,
        Runnable close) {
    /** Where events come from, and how our own calls are known again in them. */
    record Events(Function<QueueUrl, EventQueue> queues, OurWrites ours) {
        /** Of a cloud that tells of nothing. */
        static final Events NONE = new Events(
                url -> {
                    throw new IllegalArgumentException("a sandbox has no queues");
                },
                new OurWrites(Sandbox.SESSION, request -> false));
    }

    /** Changes something behind the product's back. */
    interface Tamper {
        /** @return what was done, for people */
        String tamper(SecureStack stack, String what, long seed);
    }
}
