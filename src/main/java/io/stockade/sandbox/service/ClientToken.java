package io.stockade.sandbox.service;

import io.stockade.sandbox.world.Table;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * A creation that must happen once, remembered by the token that the caller chose. EC2 developer guide, "Ensuring
 * idempotency": the same token with the same parameters answers the same thing, with others it is an error.
 *
 * @param fingerprint of the request that was carried out
 * @param result the id of what it made
 */
public record ClientToken(String fingerprint, String result) {
    /** All tokens that were used, by action and token. */
    public static final Table<ClientToken> TABLE = new Table<>("client-token", ClientToken.class);

    /** Makes a thing, unless the request's token says that it was made before; gives its id either way. */
    public static String once(Call call, AwsRequest request, Supplier<String> create) {
        Optional<String> token = request.getValueForField("ClientToken", String.class);
        if (token.isEmpty() || token.get().isEmpty()) {
            return create.get();
        }
        String key = Operations.action(request.getClass()) + "/" + token.get();
        String fingerprint = Fingerprint.of(request);
        Optional<ClientToken> before = call.find(TABLE, key);
        if (before.isEmpty()) {
            String result = create.get();
            call.put(TABLE, key, new ClientToken(fingerprint, result));
            return result;
        }
        if (!before.get().fingerprint().equals(fingerprint)) {
            throw AwsError.of(
                    "IdempotentParameterMismatch",
                    "The request uses the same client token as a previous, but non-identical request.");
        }
        call.touch(before.get().result());
        return before.get().result();
    }
}
