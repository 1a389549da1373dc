package io.stockade.contract;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One claim about AWS that can be played: calls, and what comes of them in a few words, such as an error code.
 *
 * @param claim what AWS does, in a sentence
 * @param source AWS's page that says so
 * @param actions the operations that the claim is about
 * @param items what it shows of the list in {@link Items}
 * @param lateReads whether reads lag behind writes while it is played, as they may on AWS
 * @param aws what comes of it on AWS
 * @param moto what comes of it on moto instead, and why; null where moto is like AWS
 */
record Script(
        String claim,
        String source,
        Set<String> actions,
        Set<Integer> items,
        boolean lateReads,
        Body body,
        String aws,
        @Nullable Difference moto) {

    /** What is done, and what was seen. */
    @FunctionalInterface
    interface Body {
        String play(Stage stage);
    }

    /** What an emulator answers otherwise, and why. */
    record Difference(String outcome, String reason) {}

    /** Begins a script: the claim, and where AWS says so. */
    static Draft script(String claim, String source) {
        return new Draft(claim, source);
    }

    Script onMoto(String outcome, String reason) {
        return new Script(claim, source, actions, items, lateReads, body, aws, new Difference(outcome, reason));
    }

    /** What must come of it on moto. */
    String motoOutcome() {
        return moto == null ? aws : moto.outcome();
    }

    @Override
    public String toString() {
        return claim;
    }

    /** A script as far as it is written. */
    static final class Draft {
        private final String claim;
        private final String source;
        private final Set<String> actions = new TreeSet<>();
        private final Set<Integer> items = new TreeSet<>();
        private boolean lateReads;
        private @Nullable Body body;

        private Draft(String claim, String source) {
            this.claim = claim;
            this.source = source;
        }

        Draft about(String... names) {
            actions.addAll(Set.of(names));
            return this;
        }

        Draft item(int number) {
            items.add(number);
            return this;
        }

        /** Has reads lag behind writes where it can be chosen: on the sandbox. */
        Draft lateReads() {
            lateReads = true;
            return this;
        }

        Draft play(Body calls) {
            body = calls;
            return this;
        }

        Script onAws(String outcome) {
            if (body == null || actions.isEmpty()) {
                throw new IllegalStateException(claim + ": nothing is played, or it is about nothing");
            }
            return new Script(claim, source, Set.copyOf(actions), Set.copyOf(items), lateReads, body, outcome, null);
        }
    }
}
