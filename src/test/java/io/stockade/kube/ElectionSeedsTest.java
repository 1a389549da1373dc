package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.kube.FakeLease.Mishap;
import io.stockade.kube.LeaderLease.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three instances, each with a clock of its own, over a network that loses requests and answers, delays both, and serves
 * requests that were given up long ago; instances stop for a while, die and resign. No call of one may still be under way
 * when one of another begins.
 */
class ElectionSeedsTest {
    private static final int LIVES = 200;
    private static final int STEPS = 400;

    /** It tells each of the many troubles that there are here; kept, since loggers that nobody keeps forget their level. */
    private static final Logger TROUBLES = Logger.getLogger(LeaderLease.class.getName());

    private static final Duration[] CALLS = {Duration.ZERO, Duration.ofSeconds(40), Duration.ofSeconds(60)};

    @BeforeEach
    void hush() {
        TROUBLES.setLevel(Level.SEVERE);
    }

    @AfterEach
    void speak() {
        TROUBLES.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 30})
    void callsOfTwoInstancesNeverOverlap(int percentOfMishaps) {
        int led = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            Life life = new Life(new Random(seed), percentOfMishaps, true);

            life.live();

            assertThat(life.overlaps()).as("seed %d", seed).isEmpty();
            led += life.calm() ? 1 : 0;
        }
        assertThat(led).as("lives at whose end somebody leads").isEqualTo(LIVES);
    }

    /** The tenth mutant of docs/reliability.md: whoever believes to lead begins a call, however long it may take. */
    @Test
    void withoutTheCheckTheyDo() {
        int overlapping = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            Life life = new Life(new Random(seed), 30, false);

            life.live();

            overlapping += life.overlaps().isEmpty() ? 0 : 1;
        }
        assertThat(overlapping).isPositive();
    }

    /** A call that was permitted: from when to when at the latest. */
    private record Call(String instance, long begin, long end) {}

    private static final class Life {
        private final Random random;
        private final int percent;
        private final boolean checks;
        private final FakeLease lease = new FakeLease();
        private final List<Instance> instances = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private long nanos;
        private int born;
        private boolean faulty = true;

        /** @param checks whether instances ask before a call if the lease outlasts it */
        Life(Random random, int percent, boolean checks) {
            this.random = random;
            this.percent = percent;
            this.checks = checks;
            for (int count = 0; count < 3; count++) {
                instances.add(new Instance());
            }
        }

        private final class Instance implements FakeLease.Network {
            private final String name = "instance-" + ++born;
            private final long offset = random.nextLong();
            private final LeaderLease lease =
                    new LeaderLease(LeaderLease.Settings.of(name), Life.this.lease.over(this), () -> nanos + offset);
            private boolean waits;
            private long sleepsUntil;

            @Override
            public Mishap mishap() {
                Mishap[] all = Mishap.values();
                return faulty && random.nextInt(100) < percent ? all[random.nextInt(all.length)] : Mishap.NONE;
            }

            @Override
            public void onTheWay() {
                waits = true;
                pass(faulty && random.nextInt(100) < percent ? random.nextInt(30_000) : random.nextInt(50));
                any().act();
                waits = false;
            }

            void act() {
                if (waits || nanos < sleepsUntil) {
                    return;
                }
                Role unused = lease.tick();
                Duration longest = CALLS[random.nextInt(CALLS.length)];
                boolean permitted =
                        checks ? lease.refusal(longest).isEmpty() : lease.idle().isEmpty();
                if (permitted) {
                    calls.add(new Call(name, nanos, nanos + longest.toNanos()));
                }
            }
        }

        private Instance any() {
            return instances.get(random.nextInt(instances.size()));
        }

        private void pass(int milliseconds) {
            nanos += Duration.ofMillis(milliseconds).toNanos();
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
        }

        private void step() {
            pass(random.nextInt(4_000));
            int happens = random.nextInt(1000);
            Instance one = any();
            if (happens < percent) {
                one.sleepsUntil =
                        nanos + Duration.ofSeconds(random.nextInt(200)).toNanos();
            } else if (happens < percent * 2) {
                instances.set(instances.indexOf(one), new Instance());
            } else if (happens < percent * 3) {
                ended(one.name);
                one.lease.release();
                instances.set(instances.indexOf(one), new Instance());
            } else if (happens < percent * 4) {
                lease.arrive();
            }
            one.act();
            for (Instance each : List.copyOf(instances)) {
                if (each.lease.tick() == Role.DEPOSED) {
                    instances.set(instances.indexOf(each), new Instance());
                }
            }
        }

        /** Whoever resigns has waited for its calls. */
        private void ended(String instance) {
            calls.replaceAll(call -> call.instance().equals(instance)
                    ? new Call(instance, call.begin(), Math.min(call.end(), nanos))
                    : call);
        }

        /** Lets the network work, and all be awake. */
        boolean calm() {
            faulty = false;
            lease.arrive();
            instances.forEach(each -> each.sleepsUntil = 0);
            for (int tick = 0; tick < 60; tick++) {
                pass(2_000);
                instances.forEach(Instance::act);
            }
            return instances.stream().anyMatch(each -> each.lease.idle().isEmpty());
        }

        List<String> overlaps() {
            List<String> found = new ArrayList<>();
            for (int first = 0; first < calls.size(); first++) {
                for (int other = first + 1; other < calls.size(); other++) {
                    Call one = calls.get(first);
                    Call two = calls.get(other);
                    boolean apart = one.end() <= two.begin() || two.end() <= one.begin();
                    if (!one.instance().equals(two.instance()) && !apart) {
                        found.add(one + " and " + two);
                    }
                }
            }
            return found;
        }
    }
}
