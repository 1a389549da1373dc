package io.stockade.kube;

import java.util.stream.Stream;

/** While two operators are at work, somebody deletes the object. */
class OverlapAtDeletionTest extends Overlap {
    static Stream<Long> seeds() {
        return ofScene(3);
    }

    @Override
    void happen(TwoOperators lab, String stack) {
        lab.cluster.delete(stack);
    }

    @Override
    void assertEnd(TwoOperators lab, String stack, long seed) {
        assertNothingLeft(lab, seed);
    }
}
