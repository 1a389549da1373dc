package io.stockade.reliability;

import io.stockade.sandbox.Tamper;
import java.time.Duration;
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
    /** The same. */
    LOGIN(FURNISHED),
    ROTATE_LOGIN(LOGIN),
    ROTATED_BY_AWS(ROTATE_LOGIN),
    DRIFT_CHANGED(CREATE),
    DRIFT_MISSING(CREATE),
    DRIFT_UNEXPECTED(CREATE),
    DRIFT_DETACHED(CREATE),
    DRIFT_ACCEPTED(CREATE),
    APPROVED_LATE(ADD_TIER),
    APPROVED_TOO_LATE(ADD_TIER),
    DELETE(CREATE),
    DELETE_NAT(NAT_INSTANCE),
    NAMESPACE_FORCED(CREATE),
    NAMESPACE_LET_GO(CREATE),
    TAKE_BACK(CREATE),
    MEMORY_LOST(CREATE),
    RESTORED(CREATE),
    RESTORED_ELSEWHERE(CREATE),
    WRONG_ACCOUNT(CREATE),
    OUTAGE(CREATE);

    static final String STACK = "default/play";
    private static final Set<Scenario> PRELUDES = EnumSet.of(FURNISHED, LOGIN);
    private static final Set<Scenario> GONE =
            EnumSet.of(DELETE, DELETE_NAT, DELETE_SECRETS, NAMESPACE_FORCED, NAMESPACE_LET_GO);
    private static final Set<Scenario> UNREPAIRED = EnumSet.of(DELETE_SECRETS, NAMESPACE_LET_GO, DRIFT_ACCEPTED);
    private static final Set<Scenario> UNANNOUNCED = EnumSet.of(ROTATE, ROTATE_LOGIN, DRIFT_ACCEPTED, TAKE_BACK);
    private static final Set<Scenario> FOUND =
            EnumSet.of(DRIFT_CHANGED, DRIFT_MISSING, DRIFT_UNEXPECTED, DRIFT_DETACHED, DRIFT_ACCEPTED);

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
            case LOGIN -> new Logins(Stacks.LOGIN);
            case ROTATE_LOGIN -> Script.rotate("login");
            case ROTATED_BY_AWS -> lab -> {};
            case DRIFT_CHANGED -> Script.tamper(Tamper.EDIT_RULE);
            case DRIFT_MISSING -> Script.tamper(Tamper.DELETE_ROUTE);
            case DRIFT_UNEXPECTED -> Script.tamper(Tamper.OPEN_SSH);
            case DRIFT_DETACHED -> Script.tamper(Tamper.DETACH_GATEWAY);
            case DRIFT_ACCEPTED -> Script.accept(Stacks.REPORTED, Tamper.OPEN_SSH);
            case APPROVED_LATE -> Script.agreeTo(Stacks.BASE.approval("Always"));
            case APPROVED_TOO_LATE ->
                Script.agreeTooLate(Stacks.BASE.approval("Always"), Stacks.MORE_LINKS.approval("Always"));
            case DELETE -> Lab::delete;
            case DELETE_NAT -> Lab::delete;
            case NAMESPACE_FORCED -> Script.goWithNamespace(Lab::forceDeletion);
            case NAMESPACE_LET_GO -> Script.goWithNamespace(lab -> lab.apply(Stacks.RETAINED));
            case TAKE_BACK -> Script.takeBack(Stacks.BASE);
            case MEMORY_LOST -> Script.forget();
            case RESTORED -> Script.restore(Stacks.BASE, false);
            case RESTORED_ELSEWHERE -> Script.restore(Stacks.BASE, true);
            case WRONG_ACCOUNT -> Script.wrongAccount();
            case OUTAGE -> Script.outage(Stacks.MORE_LINKS);
        };
    }

    /** All in which things go wrong. */
    static Stream<Scenario> played() {
        return Arrays.stream(values()).filter(scenario -> !PRELUDES.contains(scenario));
    }

    /** Whether the stack is there at its end. */
    boolean kept() {
        return !GONE.contains(this);
    }

    /**
     * Whether nobody puts right what a fault does: AWS keeps what is deleted as it was then, and what is let go of, or
     * only reported, stays as it is.
     */
    boolean untouchedBy(Fault fault) {
        return fault == Fault.FOREIGN_EDIT && UNREPAIRED.contains(this);
    }

    /** Whether its stack stays in AWS when the object is gone. */
    boolean retained() {
        return this == NAMESPACE_LET_GO;
    }

    /** Whether nothing may be written before a person has said what is to become of the stack. */
    boolean abandoned() {
        return this == NAMESPACE_FORCED || this == NAMESPACE_LET_GO;
    }

    /** Whether something changes without a new generation of the manifest, or the manifest is of another incarnation. */
    boolean changesUnannounced() {
        return UNANNOUNCED.contains(this);
    }

    /** How long nobody was there before it begins. */
    Duration away() {
        return this == ROTATED_BY_AWS ? Duration.ofDays(31) : Duration.ZERO;
    }

    /** Whether there is a login of a database in it. */
    boolean logsIn() {
        return this == ROTATE_LOGIN || this == ROTATED_BY_AWS;
    }

    /** Whether it begins with what somebody else did. */
    boolean found() {
        return FOUND.contains(this);
    }
}
