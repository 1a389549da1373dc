package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the drift that a rule is about. */
public enum DriftRuleMode {
    /** It is repaired. */
    @JsonProperty("Correct")
    CORRECT,

    /** It is shown and left alone. */
    @JsonProperty("Report")
    REPORT,

    /** It is shown, and repaired in the next window. */
    @JsonProperty("CorrectInWindow")
    CORRECT_IN_WINDOW,

    /** It is as it should be, whoever changed it, and an edit of something else leaves it so. */
    @JsonProperty("Accept")
    ACCEPT,

    /** Until a time it counts as accepted; afterwards the rule says nothing any more. */
    @JsonProperty("IgnoreUntil")
    IGNORE_UNTIL
}
