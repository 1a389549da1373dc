package io.stockade;

import io.stockade.cloud.Clouds;
import io.stockade.spec.SecureStack;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The cloud that a service works in.
 *
 * @param clock what its time is
 * @param speed seconds of that clock in a real second
 * @param calls how many calls were sent to it
 * @param writes how many of them were to change something
 */
record CloudSide(
        Clouds clouds,
        InstantSource clock,
        double speed,
        boolean sandbox,
        Tamper tamper,
        LongSupplier calls,
        LongSupplier writes,
        Runnable close) {
    /** Changes something behind the product's back. */
    interface Tamper {
        /** @return what was done, for people */
        String tamper(SecureStack stack, String what, long seed);
    }
}
