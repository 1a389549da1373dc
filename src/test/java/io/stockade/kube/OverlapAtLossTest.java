package io.stockade.kube;

import io.stockade.sandbox.Tamper;
import java.util.stream.Stream;

/** While two operators are at work, somebody deletes a route. */
class OverlapAtLossTest extends Overlap {
    static Stream<Long> seeds() {
        return ofScene(1);
    }

    @Override
    void happen(TwoOperators lab, String stack) {
        tamper(lab, stack, Tamper.DELETE_ROUTE);
    }

    @Override
    void assertEnd(TwoOperators lab, String stack, long seed) {
        assertReadyAndQuiet(lab, stack, seed);
    }
}
