package io.stockade.reliability;

import java.util.List;

/** Plans that once found something; the comment says what. */
final class Regressions {
    static final List<String> PLANS = List.of(
            // AWS named no prefix list for once: the rules to it were left out, and would have been taken away.
            "CREATE: EMPTY_READ@6",
            // What was pending could not be read for a moment: passes followed each other without a pause.
            "ADD_ENDPOINT: THROTTLED@51",
            // The memory was lost, and one list showed no VPC: all of it was made a second time.
            "MEMORY_LOST: EMPTY_READ@26");

    private Regressions() {}
}
