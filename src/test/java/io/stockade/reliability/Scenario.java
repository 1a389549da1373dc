package io.stockade.reliability;

import io.stockade.sandbox.Tamper;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to the stack, and after what. */
enum Scenario {
    CREATE(null, Script.create(Stacks.BASE)),
    ADD_ZONE(CREATE, Script.apply(Stacks.BASE.zones(2))),
    REMOVE_ZONE(ADD_ZONE, Script.apply(Stacks.BASE)),
    ADD_TIER(CREATE, Script.apply(Stacks.MORE_TIERS)),
    REMOVE_TIER(ADD_TIER, Script.apply(Stacks.BASE)),
    ADD_ENDPOINT(CREATE, Script.apply(Stacks.MORE_ENDPOINTS)),
    REMOVE_ENDPOINT(ADD_ENDPOINT, Script.apply(Stacks.BASE)),
    ADD_LINK(CREATE, Script.apply(Stacks.MORE_LINKS)),
    REMOVE_LINK(ADD_LINK, Script.apply(Stacks.BASE)),
    NAT_INSTANCE(CREATE, Script.apply(Stacks.NAT_INSTANCE)),
    NAT_GATEWAY(NAT_INSTANCE, Script.apply(Stacks.NAT_GATEWAY)),
    NAT_INSTANCE_AGAIN(NAT_GATEWAY, Script.apply(Stacks.NAT_INSTANCE)),
    NAT_NONE(NAT_INSTANCE, Script.apply(Stacks.BASE)),
    /** Only what the next ones begin with. */
    FURNISHED(null, Script.furnish()),
    SECRETS(FURNISHED, Script.apply(Stacks.SECRETS)),
    EDIT_SECRETS(SECRETS, Script.apply(Stacks.OTHER_SECRETS)),
    ROTATE(SECRETS, Script.rotate("key")),
    DELETE_SECRETS(SECRETS, Lab::delete),
    DRIFT_CHANGED(CREATE, Script.tamper(Tamper.EDIT_RULE)),
    DRIFT_MISSING(CREATE, Script.tamper(Tamper.DELETE_ROUTE)),
    DRIFT_UNEXPECTED(CREATE, Script.tamper(Tamper.OPEN_SSH)),
    DRIFT_DETACHED(CREATE, Script.tamper(Tamper.DETACH_GATEWAY)),
    APPROVED_LATE(ADD_TIER, Script.agreeTo(Stacks.BASE.approval("Always"))),
    APPROVED_TOO_LATE(
            ADD_TIER, Script.agreeTooLate(Stacks.BASE.approval("Always"), Stacks.MORE_LINKS.approval("Always"))),
    DELETE(CREATE, Lab::delete),
    DELETE_NAT(NAT_INSTANCE, Lab::delete),
    TAKE_BACK(CREATE, Script.takeBack(Stacks.BASE)),
    MEMORY_LOST(CREATE, Script.forget()),
    RESTORED(CREATE, Script.restore(Stacks.BASE)),
    WRONG_ACCOUNT(CREATE, Script.wrongAccount()),
    OUTAGE(CREATE, Script.outage(Stacks.MORE_LINKS));

    static final String STACK = "default/play";
    private static final Set<Scenario> GONE = EnumSet.of(DELETE, DELETE_NAT, DELETE_SECRETS);
    private static final Set<Scenario> FOUND =
            EnumSet.of(DRIFT_CHANGED, DRIFT_MISSING, DRIFT_UNEXPECTED, DRIFT_DETACHED);

    final @Nullable Scenario before;
    final Script script;

    Scenario(@Nullable Scenario before, Script script) {
        this.before = before;
        this.script = script;
    }

    /** All in which things go wrong. */
    static Stream<Scenario> played() {
        return Arrays.stream(values()).filter(scenario -> scenario != FURNISHED);
    }

    /** Whether the stack is there at its end. */
    boolean kept() {
        return !GONE.contains(this);
    }

    /** Whether nobody puts right what a fault does: AWS keeps what is deleted as it was then. */
    boolean untouchedBy(Fault fault) {
        return this == DELETE_SECRETS && fault == Fault.FOREIGN_EDIT;
    }

    /** Whether it begins with what somebody else did. */
    boolean found() {
        return FOUND.contains(this);
    }
}
