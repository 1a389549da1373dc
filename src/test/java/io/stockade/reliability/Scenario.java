package io.stockade.reliability;

import io.stockade.sandbox.Tamper;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to the stack, and after what. */
enum Scenario {
    CREATE(null),
    ADD_ZONE(CREATE),
    REMOVE_ZONE(ADD_ZONE),
    ADD_TIER(CREATE),
    REMOVE_TIER(ADD_TIER),
    ADD_ENDPOINT(CREATE),
    REMOVE_ENDPOINT(ADD_ENDPOINT),
    ADD_LINK(CREATE),
    REMOVE_LINK(ADD_LINK),
    NAT_INSTANCE(CREATE),
    NAT_GATEWAY(NAT_INSTANCE),
    NAT_INSTANCE_AGAIN(NAT_GATEWAY),
    NAT_NONE(NAT_INSTANCE),
    /** Only what the next ones begin with. */
    FURNISHED(null),
    SECRETS(FURNISHED),
    EDIT_SECRETS(SECRETS),
    ROTATE(SECRETS),
    DELETE_SECRETS(SECRETS),
    DRIFT_CHANGED(CREATE),
    DRIFT_MISSING(CREATE),
    DRIFT_UNEXPECTED(CREATE),
    DRIFT_DETACHED(CREATE),
    APPROVED_LATE(ADD_TIER),
    APPROVED_TOO_LATE(ADD_TIER),
    DELETE(CREATE),
    DELETE_NAT(NAT_INSTANCE),
    TAKE_BACK(CREATE),
    MEMORY_LOST(CREATE),
    RESTORED(CREATE),
    WRONG_ACCOUNT(CREATE),
    OUTAGE(CREATE);

    static final String STACK = "default/play";
    private static final Set<Scenario> GONE = EnumSet.of(DELETE, DELETE_NAT, DELETE_SECRETS);
    private static final Set<Scenario> FOUND =
            EnumSet.of(DRIFT_CHANGED, DRIFT_MISSING, DRIFT_UNEXPECTED, DRIFT_DETACHED);

    final @Nullable Scenario before;

    Scenario(@Nullable Scenario before) {
        this.before = before;
    }

    /** What people do in it. */
    Script script() {
        return switch (this) {
            case CREATE -> Script.create(Stacks.BASE);
            case ADD_ZONE -> Script.apply(Stacks.BASE.zones(2));
            case REMOVE_ZONE -> Script.apply(Stacks.BASE);
            case ADD_TIER -> Script.apply(Stacks.MORE_TIERS);
            case REMOVE_TIER -> Script.apply(Stacks.BASE);
            case ADD_ENDPOINT -> Script.apply(Stacks.MORE_ENDPOINTS);
            case REMOVE_ENDPOINT -> Script.apply(Stacks.BASE);
            case ADD_LINK -> Script.apply(Stacks.MORE_LINKS);
            case REMOVE_LINK -> Script.apply(Stacks.BASE);
            case NAT_INSTANCE -> Script.apply(Stacks.NAT_INSTANCE);
            case NAT_GATEWAY -> Script.apply(Stacks.NAT_GATEWAY);
            case NAT_INSTANCE_AGAIN -> Script.apply(Stacks.NAT_INSTANCE);
            case NAT_NONE -> Script.apply(Stacks.BASE);
            case FURNISHED -> Script.furnish();
            case SECRETS -> Script.apply(Stacks.SECRETS);
            case EDIT_SECRETS -> Script.apply(Stacks.OTHER_SECRETS);
            case ROTATE -> Script.rotate("key");
            case DELETE_SECRETS -> Lab::delete;
            case DRIFT_CHANGED -> Script.tamper(Tamper.EDIT_RULE);
            case DRIFT_MISSING -> Script.tamper(Tamper.DELETE_ROUTE);
            case DRIFT_UNEXPECTED -> Script.tamper(Tamper.OPEN_SSH);
            case DRIFT_DETACHED -> Script.tamper(Tamper.DETACH_GATEWAY);
            case APPROVED_LATE -> Script.agreeTo(Stacks.BASE.approval("Always"));
            case APPROVED_TOO_LATE ->
                Script.agreeTooLate(Stacks.BASE.approval("Always"), Stacks.MORE_LINKS.approval("Always"));
            case DELETE -> Lab::delete;
            case DELETE_NAT -> Lab::delete;
            case TAKE_BACK -> Script.takeBack(Stacks.BASE);
            case MEMORY_LOST -> Script.forget();
            case RESTORED -> Script.restore(Stacks.BASE);
            case WRONG_ACCOUNT -> Script.wrongAccount();
            case OUTAGE -> Script.outage(Stacks.MORE_LINKS);
        };
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
