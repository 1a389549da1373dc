package io.stockade.standalone;

import io.stockade.reconcile.DesiredStack;
import io.stockade.spec.Nearest;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecureStack;
import java.util.List;

/** Tells why nothing would come of asking for a rotation of a secret, and what to do instead. */
final class RotatableSecret {
    private RotatableSecret() {}

    /** @throws RefusedException if the secret can't be rotated because somebody asks */
    static void check(DesiredStack desired, String name) {
        SecureStack stack = desired.manifest();
        switch (desired.state()) {
            case WANTED -> {}
            case ORPHANED ->
                throw conflict("the manifest of stack " + stack.key()
                        + " is gone, so that nothing of it is changed; bring it back, then ask again");
            case DELETING -> throw conflict("stack " + stack.key() + " is being deleted");
        }
        SecretSpec secret = stack.spec().secrets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(stack, name));
        if (secret.rotation() != null) {
            return;
        }
        if (secret.value().external() != null) {
            throw conflict("Stockade never writes the value of secret " + name + ": one of its writers puts a new one"
                    + " there, such as with 'aws secretsmanager put-secret-value --secret-id " + fullName(stack, secret)
                    + " --secret-string file://FILE'");
        }
        throw conflict("nothing rotates secret " + name + "; say how in spec.secrets of " + stack.key()
                + ", such as 'rotation: {every: 30d}'");
    }

    private static String fullName(SecureStack stack, SecretSpec secret) {
        String environment = stack.spec().environment();
        return secret.fullName(
                environment == null ? stack.metadata().namespaceOrDefault() : environment,
                stack.metadata().name());
    }

    private static RefusedException unknown(SecureStack stack, String name) {
        List<String> names =
                stack.spec().secrets().stream().map(SecretSpec::name).toList();
        String nearest = Nearest.of(name, names);
        String hint = "; it has " + (names.isEmpty() ? "none at all" : String.join(", ", names));
        return new RefusedException(
                RefusedException.Reason.UNKNOWN,
                "stack " + stack.key() + " has no secret '" + name + "'"
                        + (nearest == null ? hint : "; did you mean '" + nearest + "'?"));
    }

    private static RefusedException conflict(String message) {
        return new RefusedException(RefusedException.Reason.CONFLICT, message);
    }
}
