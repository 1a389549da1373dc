package io.stockade.sandbox.secrets;

import io.stockade.sandbox.secrets.Rotation.InFlight;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import io.stockade.schedule.ScheduleException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** Switches rotation on, starts one, and switches it off. */
final class RotationOperations {
    private final RotationClock clock;

    private RotationOperations(RotationClock clock) {
        this.clock = clock;
    }

    static void register(Operations operations, RotationClock clock) {
        RotationOperations rotations = new RotationOperations(clock);
        operations
                .add(RotateSecretRequest.class, rotations::rotate)
                .add(CancelRotateSecretRequest.class, RotationOperations::cancel);
    }

    private RotateSecretResponse rotate(Call call, RotateSecretRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        String token = Vault.token(call, request.clientRequestToken());
        if (isKnown(call, secret, token)) {
            return rotating(secret, token);
        }
        // API reference: AWSPENDING on a version that is not the current one is a rotation in progress.
        if (Stages.unfinished(call, secret).isPresent()) {
            throw SecretErrors.invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
        }
        String function = Objects.requireNonNullElse(
                request.rotationLambdaARN(), secret.rotation().function());
        check(call, secret, function);
        Rotation rotation = secret.rotation().by(function);
        RotationRulesType rules = request.rotationRules();
        StoredSecret configured = secret.with(rules == null ? rotation : scheduled(rotation, rules));
        if (rules != null || configured.rotation().moment() == null) {
            configured = clock.planned(call, configured);
        }
        Vault.save(
                call,
                Boolean.FALSE.equals(request.rotateImmediately())
                        ? clock.tried(call, configured, token)
                        : clock.begun(call, configured, token));
        return rotating(secret, token);
    }

    /** The same request again: its rotation is under way, or done. */
    private static boolean isKnown(Call call, StoredSecret secret, String token) {
        InFlight inFlight = secret.rotation().inFlight();
        return (inFlight != null && inFlight.token().equals(token))
                || Vault.version(call, secret, token)
                        .filter(version -> version.stages().contains(Stages.CURRENT))
                        .isPresent();
    }

    private static RotateSecretResponse rotating(StoredSecret secret, String token) {
        return RotateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(token)
                .build();
    }

    private void check(Call call, StoredSecret secret, String function) {
        if (function.isEmpty()) {
            throw SecretErrors.invalidRequest("No Lambda rotation function ARN is associated with this secret.");
        }
        switch (clock.ask(call, secret, function)) {
            case YES, NOT_ACTIVE -> {
                // One that is not active yet is invoked later: rotation is asynchronous.
            }
            case MISSING ->
                throw SecretErrors.notFound("Secrets Manager can't find the specified Lambda function: " + function);
            case DENIED ->
                throw AwsError.of(
                        "AccessDeniedException",
                        "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy"
                                + " grants access to the principal secretsmanager.amazonaws.com.");
        }
    }

    private static Rotation scheduled(Rotation rotation, RotationRulesType rules) {
        String expression = Objects.requireNonNullElse(rules.scheduleExpression(), "");
        String duration = Objects.requireNonNullElse(rules.duration(), "");
        if (rules.automaticallyAfterDays() != null && !expression.isEmpty()) {
            throw SecretErrors.invalidParameter(
                    "You can't specify both AutomaticallyAfterDays and ScheduleExpression.");
        }
        Rotation other = rotation.every(rules.automaticallyAfterDays(), expression, duration);
        if (!other.scheduled()) {
            throw SecretErrors.invalidParameter("RotationRules need AutomaticallyAfterDays or ScheduleExpression.");
        }
        try {
            Schedule schedule = Schedule.parse(other.schedule());
            if (!duration.isEmpty()) {
                RotationWindow.parse(duration).problem(schedule).ifPresent(problem -> {
                    throw problem;
                });
            }
        } catch (ScheduleException invalid) {
            throw SecretErrors.invalidParameter("Invalid rotation schedule: " + invalid.getMessage());
        }
        return other;
    }

    private static CancelRotateSecretResponse cancel(Call call, CancelRotateSecretRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        Rotation rotation = secret.rotation();
        if (rotation.function().isEmpty()) {
            throw SecretErrors.invalidRequest("No Lambda rotation function ARN is associated with this secret.");
        }
        Vault.save(call, secret.with(rotation.off()));
        InFlight inFlight = rotation.inFlight();
        return CancelRotateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(inFlight == null ? null : inFlight.token())
                .build();
    }

    static @Nullable RotationRulesType rules(Rotation rotation) {
        return rotation.scheduled()
                ? RotationRulesType.builder()
                        .automaticallyAfterDays(rotation.days())
                        .scheduleExpression(SecretOperations.text(rotation.expression()))
                        .duration(SecretOperations.text(rotation.duration()))
                        .build()
                : null;
    }
}
