package io.stockade.kube;

import java.util.Optional;
import java.util.stream.Stream;

/** The objects that the watch shows, which may be a moment old. */
interface Watched {
    /** Before anything is watched. */
    Watched NOTHING = new Watched() {
        @Override
        public Optional<RawStack> find(String stack) {
            return Optional.empty();
        }

        @Override
        public Stream<RawStack> all() {
            return Stream.empty();
        }
    };

    /** @param stack as namespace/name */
    Optional<RawStack> find(String stack);

    Stream<RawStack> all();
}
