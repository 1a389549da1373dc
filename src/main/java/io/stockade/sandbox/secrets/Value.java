package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** What a secret holds, text or bytes, for as long as a call takes. No text shows it. */
final class Value {
    /** User guide, "Quotas": the secret value's size. */
    private static final int LONGEST = 65_536;

    private final byte[] bytes;
    private final boolean binary;

    private Value(byte[] bytes, boolean binary) {
        this.bytes = bytes;
        this.binary = binary;
    }

    /** What a request carries, if anything. */
    static Optional<Value> of(@Nullable String text, @Nullable SdkBytes binary) {
        if (text != null && binary != null) {
            throw SecretErrors.invalidParameter(
                    "You can't specify both a binary secret value and a string secret" + " value in the same secret.");
        }
        byte[] bytes;
        if (text != null) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
        } else if (binary != null) {
            bytes = binary.asByteArray();
        } else {
            return Optional.empty();
        }
        Value value = new Value(bytes, text == null);
        if (value.bytes.length > LONGEST) {
            throw SecretErrors.invalidParameter("The secret value is longer than " + LONGEST + " bytes.");
        }
        return Optional.of(value);
    }

    static Value of(Call call, StoredVersion version) {
        byte[] opened = call.seal()
                .open(version.sealed(), about(call, version))
                .orElseThrow(() -> AwsError.of(
                        "DecryptionFailure",
                        "Secrets Manager can't decrypt the protected secret text using the provided KMS key."));
        return new Value(opened, version.binary());
    }

    StoredVersion sealedIn(Call call, StoredVersion version) {
        return version.holding(call.seal().close(bytes, about(call, version)), binary);
    }

    boolean isSameAs(Value other) {
        return binary == other.binary && Arrays.equals(bytes, other.bytes);
    }

    @Nullable
    String text() {
        return binary ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Nullable
    SdkBytes binary() {
        return binary ? SdkBytes.fromByteArray(bytes) : null;
    }

    @Override
    public String toString() {
        return "a secret value";
    }

    // A replica has the same name and version, so its row can be the primary's.
    private static String about(Call call, StoredVersion version) {
        return call.account() + "/" + version.key();
    }
}
