package io.stockade.kube;

import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A lease in memory, and a network to it that loses, delays and doubles nothing unless told to. */
final class FakeLease {
    private Optional<LeaseApi.Shown> stored = Optional.empty();
    private int version;

    /** Requests that are still on their way, although nobody waits for them any more. */
    private final List<Runnable> late = new ArrayList<>();

    /** What may happen to a request. */
    enum Mishap {
        NONE,
        /** It never arrives. */
        LOST,
        /** It is served, and nobody hears of it. */
        REPLY_LOST,
        /** Nobody hears of it, and it is served some time later. */
        LATE
    }

    /** What happens around requests. */
    interface Network {
        Mishap mishap();

        /** Time passes, and others may act, while a request is on its way, or its answer. */
        void onTheWay();
    }

    Optional<LeaseApi.Shown> stored() {
        return stored;
    }

    /** Has somebody write it who is none of the instances. */
    void write(LeaseApi.Shown shown) {
        stored = Optional.of(new LeaseApi.Shown(next(), shown.holder(), shown.duration(), shown.transitions()));
    }

    void delete() {
        stored = Optional.empty();
    }

    /** Lets requests arrive that were given up. */
    void arrive() {
        List<Runnable> arriving = List.copyOf(late);
        late.clear();
        arriving.forEach(Runnable::run);
    }

    LeaseApi over(Network network) {
        return new Remote(network);
    }

    private String next() {
        return String.valueOf(++version);
    }

    private LeaseApi.Shown put(LeaseApi.Wanted wanted) {
        LeaseApi.Shown made = new LeaseApi.Shown(next(), wanted.holder(), wanted.duration(), wanted.transitions());
        stored = Optional.of(made);
        return made;
    }

    /** The lease as one instance reaches it. */
    private final class Remote implements LeaseApi {
        private final Network network;

        Remote(Network network) {
            this.network = network;
        }

        @Override
        public Optional<Shown> read() {
            return request(() -> stored);
        }

        @Override
        public Shown create(Wanted wanted) {
            return request(() -> {
                if (stored.isPresent()) {
                    throw new ConflictException("there is one");
                }
                return put(wanted);
            });
        }

        @Override
        public Shown replace(Shown before, Wanted wanted) {
            return request(() -> {
                if (stored.isEmpty() || !stored.get().version().equals(before.version())) {
                    throw new ConflictException("somebody wrote it");
                }
                return put(wanted);
            });
        }

        private <T> T request(Supplier<T> served) {
            Mishap mishap = network.mishap();
            network.onTheWay();
            switch (mishap) {
                case NONE -> {
                    T answer = served.get();
                    network.onTheWay();
                    return answer;
                }
                case LOST -> {}
                case REPLY_LOST -> attempt(served);
                case LATE -> late.add(() -> attempt(served));
            }
            throw new UnansweredException("no answer");
        }

        private <T> void attempt(Supplier<T> served) {
            try {
                T unused = served.get();
            } catch (ConflictException unheard) {
                return;
            }
        }
    }
}
