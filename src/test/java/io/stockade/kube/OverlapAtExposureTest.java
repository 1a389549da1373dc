package io.stockade.kube;

import io.stockade.sandbox.Tamper;
import java.util.stream.Stream;

/** While two operators are at work, somebody opens a port. */
class OverlapAtExposureTest extends Overlap {
    static Stream<Long> seeds() {
        return ofScene(2);
    }

    @Override
    void happen(TwoOperators lab, String stack) {
        tamper(lab, stack, Tamper.OPEN_SSH);
    }

    @Override
    void assertEnd(TwoOperators lab, String stack, long seed) {
        assertReadyAndQuiet(lab, stack, seed);
    }
}
