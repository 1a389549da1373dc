package io.stockade.aws.secretsmanager;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Digest;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecretRotation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has AWS rotate secrets by a function, or not any more. Nothing is rotated at once by that; AWS only tries the function's
 * last step. docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
final class SecretRotationDriver extends SingleDriver<SecretRotation> {
    private final SecretCalls secrets;

    SecretRotationDriver(SecretCalls secrets) {
        this.secrets = secrets;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SECRET_ROTATION;
    }

    @Override
    protected Written createOne(Creation<SecretRotation> creation) {
        SecretRotation desired = creation.desired();
        // Sub-objects have no token of their own; the SDK fills in one, for this call and its retries.
        rotate(desired, orNull(creation.token()));
        return Written.now(
                Observed.ready(desired, SecretRotations.id(desired.secret().text()), secrets.now()));
    }

    @Override
    public Written update(Observed<SecretRotation> current, SecretRotation desired, Set<String> components) {
        // The same on every replica for the same change, and another for the same change at another time.
        String token = Digest.hex(current.toString(), desired.toString());
        return Edits.of(current, desired, components, secrets.now())
                .change(Set.of("function", "schedule", "window"), () -> rotate(desired, token))
                .written();
    }

    private void rotate(SecretRotation desired, @Nullable String token) {
        String arn = desired.secret().text();
        secrets.call(
                "RotateSecret",
                kind(),
                arn,
                client -> client.rotateSecret(request -> request.secretId(arn)
                        .clientRequestToken(token)
                        .rotationLambdaARN(desired.function().text())
                        .rotationRules(rules ->
                                rules.scheduleExpression(desired.schedule()).duration(orNull(desired.window())))
                        .rotateImmediately(false)));
    }

    /** A secret that is deleted, or was never rotated, refuses: then there is nothing to cancel. */
    @Override
    protected Written deleteOne(Observed<SecretRotation> doomed) {
        String arn = SecretRotations.secretArn(doomed.id());
        try {
            return goneAfter(
                    doomed,
                    () -> secrets.call(
                            "CancelRotateSecret",
                            kind(),
                            arn,
                            client -> client.cancelRotateSecret(request -> request.secretId(arn))));
        } catch (CloudException refusal) {
            boolean nothingThere = refusal.category() == Category.INVALID || refusal.category() == Category.DEPENDENCY;
            if (nothingThere && readById(doomed.id()).isEmpty()) {
                return Written.gone(kind(), doomed.id());
            }
            throw refusal;
        }
    }

    @Override
    public Optional<Observed<SecretRotation>> readById(String id) {
        Instant now = secrets.now();
        return secrets.describe(kind(), SecretRotations.secretArn(id))
                .filter(secret -> secret.deletedDate() == null)
                .flatMap(secret -> SecretRotations.seen(
                        new SecretRotations.Told(
                                secret.arn(),
                                secret.rotationEnabled(),
                                secret.rotationLambdaARN(),
                                secret.rotationRules()),
                        now));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
