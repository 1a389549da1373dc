package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to some of the drift. What a rule doesn't name, it doesn't ask for. */
@ValidationRule(
        value = ServerRules.WINDOW_OF_MODE,
        message = "window is what mode CorrectInWindow needs, and no other has")
@ValidationRule(value = ServerRules.UNTIL_OF_MODE, message = "until is what mode IgnoreUntil needs, and no other has")
@ValidationRule(
        value = ServerRules.ABOUT_SOMETHING,
        message = "at least one of kind, name, field, severity is needed; for all drift there is spec.drift.mode")
public record DriftRuleSpec(
        @JsonPropertyDescription("The kind of the resource, such as SecurityGroupRule.") @Nullable
        KindName kind,

        @JsonPropertyDescription(
                "The name of the resource as plans show it behind the kind, such as app-euw1-az1; * stands for any letters.")
        @Pattern(Patterns.PRINTABLE)
        @Size(min = 1, max = 256)
        @Nullable
        String name,

        @JsonPropertyDescription(
                "The path of the field as statuses show it, such as tags.team, with all that is below it; * stands for any letters.")
        @Pattern(Patterns.PRINTABLE)
        @Size(min = 1, max = 256)
        @Nullable
        String field,

        @JsonPropertyDescription("How much the drift matters: Critical, High, Medium or Low.") @Nullable
        DriftSeverity severity,

        @JsonPropertyDescription(
                "Correct, Report, CorrectInWindow, Accept (it stays, also when something else is edited) or IgnoreUntil.")
        @Required
        DriftRuleMode mode,

        @JsonPropertyDescription("When drift may be repaired, for CorrectInWindow.") @Nullable
        DriftWindowSpec window,

        @JsonPropertyDescription("Until when drift is ignored, for IgnoreUntil, such as 2026-12-01T00:00:00Z.")
        @Pattern(Patterns.TIMESTAMP)
        @Size(max = 40)
        @Nullable
        String until,

        @JsonPropertyDescription("Why; shown with the drift.") @Size(max = 256) @Nullable
        String reason) {

    /** The end of the rule; empty when it has none, or none that can be read. */
    public Optional<Instant> end() {
        return Timestamp.read(until);
    }
}
