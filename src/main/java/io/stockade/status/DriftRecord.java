package io.stockade.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.stockade.plan.DriftClass;
import io.stockade.status.StackStatus.DriftEntry;
import org.jspecify.annotations.Nullable;

/**
 * One drift in full. Times are RFC 3339 texts.
 *
 * @param key names exactly this drift; what was decided upon it dies when anything of it changes
 * @param resource the address of the resource in the stack; {@code Route/*} for all of a kind
 * @param id AWS's; {@code null} if it is gone
 * @param field the path of the field; empty where it is about the whole thing
 * @param driftClass {@code Changed, Missing, Unexpected} or {@code Unknown}
 * @param severity {@code Critical, High, Medium} or {@code Low}
 * @param firstSeen since when it has been there, this time
 * @param lastSeen when it was looked at last
 * @param timesSeen how often it came within the last day, this time included
 * @param decision {@code Correct, CorrectInWindow, Report, Stopped, Accept, IgnoreUntil} or {@code Unknown}
 * @param doing what is being done about it
 * @param author who made it; {@code null} if no event told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftRecord(
        String key,
        String resource,
        @Nullable String id,
        String field,
        String expected,
        String actual,
        @JsonProperty("class") String driftClass,
        String severity,
        String firstSeen,
        String lastSeen,
        int timesSeen,
        String decision,
        String doing,
        @Nullable DriftAuthor author) {
    /** Whether somebody wants it left as it is, so that nobody need hear of it. */
    public boolean tolerated() {
        return decision.equals("Accept") || decision.equals("IgnoreUntil");
    }

    /** Whether it can only not be ruled out: nobody could look. */
    public boolean unknown() {
        return driftClass.equals(DriftClass.UNKNOWN.toString());
    }

    /** What stays the same while it comes and goes with other values. */
    public String identity() {
        return identity(resource, field, driftClass);
    }

    static String identity(String resource, String field, String driftClass) {
        return resource + " " + field + " " + driftClass;
    }

    /** The principal who made it; {@code null} if no event told. */
    public @Nullable String actor() {
        return author == null ? null : author.actor();
    }

    /** The line of the status: what changes at every look is left out. */
    public DriftEntry entry() {
        return new DriftEntry(
                key, resource, id, field, expected, actual, driftClass, severity, firstSeen, actor(), decision, doing);
    }
}
