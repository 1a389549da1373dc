package io.stockade.reliability;

/** What would be wrong with the engine if one of its rules were not kept: planted at its ports, to see the suite find it. */
enum Mutant {
    NONE,
    /** What is made can't be told from what somebody else made: no nonce goes with it. */
    SKIP_INTENT,
    /** A group's old rules go before its new ones come. */
    REVOKE_BEFORE_AUTHORISE,
    /** What one list left out is gone, whatever else is asked about it. */
    EMPTY_LIST_AS_DELETED,
    /** What was written and isn't shown at once was not written. */
    NO_SETTLE_WINDOW,
    /** What bears the stack's name is the stack's, whoever installed it. */
    NO_OWNERSHIP_CHECK,
    /** After five errors the operator leaves a stack alone. */
    RETRIES_CAPPED_AT_FIVE,
    /** The status says that all is done before it is. */
    STATUS_BEFORE_RESULT,
    /** What is made anew has the token of what was there before it. */
    TOKEN_WITHOUT_INCARNATION,
    /** A rotation that is taken up again draws another value. */
    ROTATION_WITH_NEW_VALUE
}
