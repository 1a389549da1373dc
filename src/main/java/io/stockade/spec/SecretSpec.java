package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.stockade.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A secret of the stack, kept in AWS Secrets Manager as {@code /<environment>/<stack>/<name>}. */
@ValidationRule(
        value = ServerRules.POLICY_IN_LIMITS,
        message = "readers and writers have more characters than a policy takes; expected 19000 or less")
@ValidationRule(
        value = ServerRules.GENERATED_CAN_BE_WRITTEN,
        message = "rotation can't be Generated: Stockade never writes an external value")
@ValidationRule(
        value = ServerRules.GENERATED_REACHES_DATABASE,
        message = "rotation would change the password here and not in the database; expected strategy Lambda, or hooks")
public record SecretSpec(
        @JsonPropertyDescription(
                "The name of the secret, unique in the stack; stored as /<environment>/<stack>/<name>.")
        @Required
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 50)
        String name,

        @JsonPropertyDescription("What the secret is for.") @Size(max = 2048) @Nullable
        String description,

        @JsonPropertyDescription("Where its value comes from; a value itself is never in a manifest.") @Required
        SecretValueSpec value,

        @JsonPropertyDescription(
                "The KMS key that encrypts it: an ARN, or an alias such as alias/orders; AWS's own key when left out.")
        @Pattern(Patterns.KMS_KEY)
        @Size(max = 2048)
        @ValidationRule(
                value = ServerRules.KEY_OF_YOUR_OWN,
                message = "is a key that AWS keeps; expected one of your own")
        @Nullable
        String kmsKey,

        @JsonPropertyDescription("Further regions that keep a copy.") @KeyedBy("region") @Size(max = 20)
        List<ReplicaSpec> replicas,

        @JsonPropertyDescription("How long AWS keeps it after its deletion, 7d to 30d, in which it can be restored.")
        @Pattern(Patterns.DAYS)
        @Size(max = 3)
        @ValidationRule(value = ServerRules.SEVEN_TO_THIRTY_DAYS, message = "expected 7d to 30d")
        @Nullable
        String recoveryWindow,

        @JsonPropertyDescription("Roles, users or accounts (their root) that may read the value.") @Size(max = 50)
        List<@Pattern(Patterns.PRINCIPAL_ARN) @Size(max = 2048) String> readers,

        @JsonPropertyDescription("Roles, users or accounts (their root) that may put a new value, and read none.")
        @Size(max = 50)
        List<@Pattern(Patterns.PRINCIPAL_ARN) @Size(max = 2048) String> writers,

        @JsonPropertyDescription("When and how the value is replaced; never when left out.") @Nullable
        RotationSpec rotation) {

    /** How the names of the groups of deployed functions begin. */
    public static final String FUNCTION_GROUP = "rotate-";

    public SecretSpec {
        replicas = Copies.of(replicas);
        readers = Copies.of(readers);
        writers = Copies.of(writers);
    }

    /** The name in AWS. */
    public String fullName(String environment, String stack) {
        return "/" + environment + "/" + stack + "/" + name;
    }

    /** How many days AWS keeps the secret after its deletion. */
    public int recoveryWindowDays() {
        return SecretDefaults.days(recoveryWindow);
    }

    /**
     * When the secret is due; empty when it never is.
     *
     * @throws io.stockade.schedule.ScheduleException if the manifest is not valid
     */
    public Optional<Schedule> rotationSchedule() {
        return Optional.ofNullable(rotation).map(RotationSpec::parsedSchedule);
    }

    /** The function that the stack deploys to rotate the secret, if it does. */
    public Optional<RotationLambdaSpec> deployedFunction() {
        return Optional.ofNullable(rotation).map(RotationSpec::lambda).filter(RotationLambdaSpec::deployed);
    }

    /** The name of the security group of a function that the stack deploys for the secret; links may name it. */
    public String functionGroup() {
        return FUNCTION_GROUP + name;
    }
}
