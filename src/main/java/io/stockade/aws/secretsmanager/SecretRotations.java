package io.stockade.aws.secretsmanager;

import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.SecretRotation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** Rotations that AWS keeps the schedule of, as Secrets Manager shows them with their secrets. */
final class SecretRotations {
    /** No secret's name has a colon. */
    private static final String SUFFIX = ":rotation";

    private SecretRotations() {}

    /** What a secret tells of its rotation. */
    record Told(
            String arn,
            @Nullable Boolean enabled,
            @Nullable String function,
            @Nullable RotationRulesType rules) {}

    /** Empty if AWS does not rotate the secret, or does so without a function, as services do that own secrets. */
    static Optional<Observed<SecretRotation>> seen(Told told, Instant now) {
        String function = told.function();
        if (!Boolean.TRUE.equals(told.enabled()) || function == null || function.isEmpty()) {
            return Optional.empty();
        }
        SecretRotation value = new SecretRotation(
                Ref.known(told.arn()), Ref.known(function), schedule(told.rules()), window(told.rules()));
        return Optional.of(Observed.ready(value, id(told.arn()), now));
    }

    static String id(String secretArn) {
        return secretArn + SUFFIX;
    }

    static String secretArn(String id) {
        return id.endsWith(SUFFIX) ? id.substring(0, id.length() - SUFFIX.length()) : id;
    }

    /** Who sets a schedule by days gets one by days; AWS shows days beside every other schedule too. */
    private static String schedule(@Nullable RotationRulesType rules) {
        if (rules == null) {
            return "";
        }
        if (rules.scheduleExpression() != null) {
            return rules.scheduleExpression();
        }
        Long days = rules.automaticallyAfterDays();
        return days == null ? "" : "rate(" + days + (days == 1 ? " day)" : " days)");
    }

    private static String window(@Nullable RotationRulesType rules) {
        return rules == null || rules.duration() == null ? "" : rules.duration();
    }
}
