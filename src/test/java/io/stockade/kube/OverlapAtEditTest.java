package io.stockade.kube;

import java.util.stream.Stream;

/** While two operators are at work, somebody edits the manifest. */
class OverlapAtEditTest extends Overlap {
    static Stream<Long> seeds() {
        return ofScene(0);
    }

    @Override
    void happen(TwoOperators lab, String stack) {
        lab.cluster.apply(EDITED);
    }

    @Override
    void assertEnd(TwoOperators lab, String stack, long seed) {
        assertReadyAndQuiet(lab, stack, seed);
    }
}
