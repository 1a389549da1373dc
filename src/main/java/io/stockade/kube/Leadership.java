package io.stockade.kube;

import io.stockade.cloud.Permit;
import java.time.Duration;
import java.util.Optional;

/** Whether this instance is the one of several that works. */
public interface Leadership extends Permit {
    /** Of an instance that nobody takes over from. */
    Leadership ALONE = new Leadership() {
        @Override
        public Optional<String> idle() {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(Duration longest) {
            return Optional.empty();
        }
    };

    /** Why this instance does nothing, for people; empty if it leads. */
    Optional<String> idle();
}
