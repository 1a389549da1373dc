package io.stockade;

import io.stockade.aws.call.CallLedger;
import io.stockade.cloud.Clouds;
import io.stockade.spec.SecureStack;
import java.time.InstantSource;

/**
 * The cloud that a service works in.
 *
 * @param clock what its time is
 * @param speed seconds of that clock in a real second
 * @param calls every call that was made to it
 */
record CloudSide(
        Clouds clouds,
        InstantSource clock,
        double speed,
        boolean sandbox,
        Tamper tamper,
        CallLedger calls,
        Runnable close) {
    /** Changes something behind the product's back. */
    interface Tamper {
        /** @return what was done, for people */
        String tamper(SecureStack stack, String what, long seed);
    }
}
