package io.stockade.reconcile;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretValue;
import io.stockade.memory.MemoryStore;
import io.stockade.memory.StackMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes wrong in a secret's life, and when: at calls, or at writes of the memory. */
final class RotationMishap {
    private final Choice choice;
    private final RotationLife life;
    private int calls;
    private int saves;
    private boolean off;

    RotationMishap(Choice choice, RotationLife life) {
        this.choice = choice;
        this.life = life;
    }

    /** What goes wrong at a call, or at a write of the memory, counted from 1. */
    interface Choice {
        What at(boolean save, int index);

        /** One thing, once. */
        static Choice once(What what, int index) {
            return (save, moment) -> save == what.atSaves() && moment == index ? what : What.NOTHING;
        }

        /** Anything, now and then, for as long as there is time left to recover. */
        static Choice often(long seed, BooleanSupplier lasts) {
            Random random = new Random(seed);
            What[] all = What.values();
            return (save, moment) -> {
                What what = all[random.nextInt(all.length)];
                boolean now = random.nextInt(12) == 0 && lasts.getAsBoolean();
                return now && what.atSaves() == save && !what.forgets() ? what : What.NOTHING;
            };
        }
    }

    /** What ends a process at once. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** What goes wrong. */
    enum What {
        NOTHING,
        KILL_BEFORE_CALL,
        KILL_AFTER_CALL,
        KILL_BEFORE_SAVE,
        KILL_AFTER_SAVE,
        REPLY_LOST,
        REQUEST_LOST,
        THROTTLED,
        /** Reads show what was there one change ago, for two minutes. */
        STALE,
        /** Reads show what was there three changes ago, for two minutes. */
        VERY_STALE,
        /** Another replica has a pass just then. */
        OTHER_BEFORE_CALL,
        OTHER_AFTER_CALL,
        OTHER_BEFORE_SAVE,
        /** The process stands still for seven minutes, in which another does its work. */
        PAUSED_BEFORE_CALL,
        /** Killed, and what it remembered is lost. */
        MEMORY_LOST_BEFORE_CALL,
        MEMORY_LOST_AFTER_CALL;

        boolean forgets() {
            return this == MEMORY_LOST_BEFORE_CALL || this == MEMORY_LOST_AFTER_CALL;
        }

        boolean atSaves() {
            return this == KILL_BEFORE_SAVE || this == KILL_AFTER_SAVE || this == OTHER_BEFORE_SAVE;
        }
    }

    int calls() {
        return calls;
    }

    int saves() {
        return saves;
    }

    private <T> T around(Supplier<T> call) {
        calls++;
        What what = off ? What.NOTHING : choice.at(false, calls);
        before(what);
        T answer = call.get();
        after(what);
        return answer;
    }

    private void before(What what) {
        switch (what) {
            case KILL_BEFORE_CALL -> throw new Killed();
            case MEMORY_LOST_BEFORE_CALL -> {
                life.lab.forgetEverything();
                throw new Killed();
            }
            case REQUEST_LOST -> throw failure(Category.UNCERTAIN, null);
            case THROTTLED -> throw failure(Category.THROTTLED, Duration.ofSeconds(2));
            case STALE -> life.lag(1);
            case VERY_STALE -> life.lag(3);
            case OTHER_BEFORE_CALL -> elsewhere(() -> life.lab.tolerantPass());
            case PAUSED_BEFORE_CALL -> elsewhere(() -> life.live(life.lab.now.plus(Duration.ofMinutes(7))));
            case NOTHING,
                    KILL_AFTER_CALL,
                    KILL_BEFORE_SAVE,
                    KILL_AFTER_SAVE,
                    REPLY_LOST,
                    OTHER_AFTER_CALL,
                    OTHER_BEFORE_SAVE,
                    MEMORY_LOST_AFTER_CALL -> {}
        }
    }

    private void after(What what) {
        switch (what) {
            case KILL_AFTER_CALL -> throw new Killed();
            case MEMORY_LOST_AFTER_CALL -> {
                life.lab.forgetEverything();
                throw new Killed();
            }
            case REPLY_LOST -> throw failure(Category.UNCERTAIN, null);
            case OTHER_AFTER_CALL -> elsewhere(() -> life.lab.tolerantPass());
            case NOTHING,
                    KILL_BEFORE_CALL,
                    KILL_BEFORE_SAVE,
                    KILL_AFTER_SAVE,
                    REQUEST_LOST,
                    THROTTLED,
                    STALE,
                    VERY_STALE,
                    OTHER_BEFORE_CALL,
                    OTHER_BEFORE_SAVE,
                    PAUSED_BEFORE_CALL,
                    MEMORY_LOST_BEFORE_CALL -> {}
        }
    }

    /** Another process does something, which nothing befalls. */
    private void elsewhere(Runnable work) {
        off = true;
        life.show();
        work.run();
        life.show();
        off = false;
    }

    private static CloudException failure(Category category, @Nullable Duration retryAfter) {
        return new CloudException(category, "SomeCall", "", "it went wrong", retryAfter);
    }

    MemoryStore disk(MemoryStore real) {
        return new MemoryStore() {
            @Override
            public Optional<Versioned> find(String stack) {
                return real.find(stack);
            }

            @Override
            public Versioned save(String stack, StackMemory memory, long expected) {
                saves++;
                What what = off ? What.NOTHING : choice.at(true, saves);
                if (what == What.KILL_BEFORE_SAVE) {
                    throw new Killed();
                }
                if (what == What.OTHER_BEFORE_SAVE) {
                    elsewhere(() -> life.lab.tolerantPass());
                }
                Versioned saved = real.save(stack, memory, expected);
                if (what == What.KILL_AFTER_SAVE) {
                    throw new Killed();
                }
                return saved;
            }

            @Override
            public void forget(String stack) {
                real.forget(stack);
            }
        };
    }

    SecretStore wire(SecretStore real) {
        return new SecretStore() {
            @Override
            public SortedMap<String, String> labels(String secret) {
                return around(() -> real.labels(secret));
            }

            @Override
            public void put(String secret, String token, SecretValue value, String label) {
                around(() -> {
                    real.put(secret, token, value, label);
                    return true;
                });
            }

            @Override
            public Optional<SecretValue> find(String secret, String version) {
                return around(() -> real.find(secret, version));
            }

            @Override
            public void move(String secret, String label, @Nullable String to, @Nullable String from) {
                around(() -> {
                    real.move(secret, label, to, from);
                    return true;
                });
            }

            @Override
            public void rotate(String secret, String token) {
                around(() -> {
                    real.rotate(secret, token);
                    return true;
                });
            }

            @Override
            public StepAnswer invoke(String function, String step, String secret, String token) {
                return around(() -> real.invoke(function, step, secret, token));
            }
        };
    }
}
