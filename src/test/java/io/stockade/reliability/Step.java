package io.stockade.reliability;

import io.stockade.reliability.FaultPlan.Strike;
import io.stockade.sandbox.Tamper;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does to a stack, in a walk.
 *
 * @param what {@code tags=red}, {@code tamper delete-route}, or one of the words of {@link Deed}
 * @param hasty whether the next step comes before this one has come to anything
 * @param strike what goes wrong meanwhile, counted from here; {@code null} if nothing does
 */
record Step(Deed deed, String what, boolean hasty, @Nullable Strike strike) {
    private static final Pattern TEXT =
            Pattern.compile("([a-z.-]+(?:=[a-z0-9-]+| [a-z-]+)?)( at once)?(?: with ([A-Z_]+)@(\\d+))?");

    /** What can be done. */
    enum Deed {
        EDIT,
        TAMPER,
        /** The process ends, and another one starts. */
        RESTART,
        /** The same, and what was remembered of the stack is lost. */
        FORGET,
        /** The stack is deleted, and once it is gone there is another one with its name. */
        RECREATE
    }

    static Step edit(Property property, String value) {
        return new Step(Deed.EDIT, property.text + "=" + value, false, null);
    }

    static Step tamper(Tamper how) {
        return new Step(Deed.TAMPER, "tamper " + how.commandName(), false, null);
    }

    /** @param deed that needs no more words */
    static Step of(Deed deed) {
        return new Step(deed, deed.name().toLowerCase(Locale.ROOT), false, null);
    }

    Step hurried() {
        return new Step(deed, what, true, strike);
    }

    Step patient() {
        return new Step(deed, what, false, strike);
    }

    Step struckBy(@Nullable Strike fault) {
        return new Step(deed, what, hasty, fault);
    }

    /** Which property an edit is of. */
    Property property() {
        return Property.of(what.substring(0, what.indexOf('=')));
    }

    /** What an edit sets it to. */
    String value() {
        return what.substring(what.indexOf('=') + 1);
    }

    Tamper how() {
        return Tamper.find(what.substring("tamper ".length())).orElseThrow();
    }

    static Step parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no step such as tags=red with THROTTLED@3");
        }
        String what = matcher.group(1);
        Strike strike = matcher.group(3) == null
                ? null
                : new Strike(Fault.valueOf(matcher.group(3)), Integer.parseInt(matcher.group(4)));
        return new Step(deed(what), what, matcher.group(2) != null, strike);
    }

    private static Deed deed(String what) {
        if (what.contains("=")) {
            return Deed.EDIT;
        }
        return what.startsWith("tamper ") ? Deed.TAMPER : Deed.valueOf(what.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return what + (hasty ? " at once" : "") + (strike == null ? "" : " with " + strike);
    }
}
