package io.stockade.reliability;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.reconcile.DriftChoice;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.simulation.Account;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** What people do in a scenario. */
interface Script {
    void begin(Lab lab);

    /** What they do while it goes on: they look every ten seconds. */
    default void react(Lab lab) {}

    static Script apply(Stacks stack) {
        return lab -> lab.apply(stack);
    }

    static Script tamper(Tamper how) {
        return lab -> lab.tamper(how);
    }

    /** An account that others use, before there is a stack in it. */
    static Script furnish() {
        return lab -> {
            AwsClients console = SandboxClients.of(lab.sandbox.as(Tampering.PRINCIPAL), Lab.ACCOUNT, Lab.REGION);
            Account.furnish(
                    console,
                    action -> lab.time.call(() -> {
                        action.run();
                        return true;
                    }),
                    lab::pass);
            lab.apply(Stacks.BASE);
        };
    }

    /** Agrees to every plan that waits, five minutes after it was shown. */
    static Script agreeTo(Stacks stack) {
        return new Script() {
            @Override
            public void begin(Lab lab) {
                lab.apply(stack);
            }

            @Override
            public void react(Lab lab) {
                lab.waiting(Duration.ofMinutes(5)).ifPresent(lab::approve);
            }
        };
    }

    /** Agrees to a plan that is no longer true, since the manifest is another one by then. */
    static Script agreeTooLate(Stacks stack, Stacks other) {
        return new Script() {
            @Override
            public void begin(Lab lab) {
                lab.apply(stack);
            }

            @Override
            public void react(Lab lab) {
                lab.waiting(Duration.ofMinutes(2)).ifPresent(plan -> {
                    if (lab.generation() == lab.begunGeneration + 1) {
                        lab.apply(other);
                    }
                    lab.approve(plan);
                });
            }
        };
    }

    /** Deletes the stack, and wants another one of its name as soon as it is gone. */
    static Script takeBack(Stacks stack) {
        return new Script() {
            @Override
            public void begin(Lab lab) {
                lab.delete();
            }

            @Override
            public void react(Lab lab) {
                if (!lab.cluster.has(Scenario.STACK)) {
                    lab.apply(stack);
                }
            }
        };
    }

    /** The process comes up without what the stack's memory said. */
    static Script forget() {
        return lab -> {
            lab.cluster.forget(Scenario.STACK);
            lab.restart();
        };
    }

    /**
     * The object is gone past its finalizer, and comes back from a backup: another uid, and no status.
     *
     * @param elsewhere whether by a process that has never seen the stack
     */
    static Script restore(Stacks stack, boolean elsewhere) {
        return new Script() {
            @Override
            public void begin(Lab lab) {
                lab.lose();
                if (elsewhere) {
                    lab.restart();
                }
                lab.apply(stack);
            }

            @Override
            public void react(Lab lab) {
                boolean stalled =
                        lab.told().filter(status -> status.is("Stalled")).isPresent();
                if (stalled) {
                    lab.cluster.annotate(Scenario.STACK, "stockade.dev/adopt-uid", lab.lostUid());
                }
            }
        };
    }

    /** Credentials lead to another account for ten minutes. */
    static Script wrongAccount() {
        return lab -> {
            lab.sandbox.faults().wrongAccount("999988887777");
            lab.time.schedule(
                    lab.time.now().plus(Duration.ofMinutes(10)),
                    () -> lab.sandbox.faults().wrongAccount(null));
        };
    }

    /** AWS fails for ten minutes, just when something is to be changed. */
    static Script outage(Stacks stack) {
        return lab -> {
            lab.fail(Duration.ofMinutes(10));
            lab.apply(stack);
        };
    }

    /** The first stack of an account in which another installation has one too. */
    static Script create(Stacks stack) {
        return lab -> {
            lab.makeLookalike();
            lab.apply(stack);
        };
    }

    /** A person asks for another value of a secret. */
    static Script rotate(String secret) {
        return lab ->
                lab.cluster.annotate(Scenario.STACK, "stockade.dev/rotate-requested-at", secret + "=" + lab.time.now());
    }

    /** Takes as right what somebody else changes. */
    static Script accept(Stacks stack, Tamper how) {
        return new Script() {
            @Override
            public void begin(Lab lab) {
                lab.apply(stack);
                lab.tamper(how);
            }

            @Override
            public void react(Lab lab) {
                lab.told()
                        .filter(status -> status.is("Drifted"))
                        .ifPresent(status -> status.drift()
                                .items()
                                .forEach(drift -> lab.cluster.annotate(
                                        Scenario.STACK, DriftChoice.ANNOTATION + drift.key(), "Accept")));
            }
        };
    }

    /** The namespace goes, and the stack with it, though nobody asked for that; a person who sees it decides. */
    static Script goWithNamespace(Consumer<Lab> decision) {
        return new Script() {
            @Override
            public void begin(Lab lab) {
                lab.terminateNamespace();
                lab.delete();
            }

            @Override
            public void react(Lab lab) {
                lab.told().filter(StatusWatch::abandoned).ifPresent(status -> lab.decide(decision));
            }
        };
    }

    /** The id of a plan, from a status that says that one waits. */
    static String plan(StackStatus status) {
        return Objects.requireNonNull(status.plan()).id();
    }
}
