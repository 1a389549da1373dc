package io.stockade.aws.call;

import java.util.Map;
import java.util.Optional;

/**
 * What to do where a call failed because of a KMS key. docs.aws.amazon.com/secretsmanager/latest/userguide,
 * "Troubleshoot AWS Secrets Manager" and "Secret encryption and decryption"; the errors of Lambda's Invoke.
 */
final class KeyTrouble {
    private static final String STATE =
            "see in KMS that the key is there, enabled and not about to be deleted; it is tried again";
    private static final String RIGHTS =
            "the key's own policy, or the statement UseKeysOfSecrets of deploy/iam/secrets.json, must allow"
                    + " kms:GenerateDataKey and kms:Decrypt through Secrets Manager";

    private static final Map<String, String> BY_CODE = Map.of(
            "EncryptionFailure", STATE,
            "DecryptionFailure", STATE,
            "KMSDisabledException", STATE,
            "KMSInvalidStateException", STATE,
            "KMSNotFoundException", STATE,
            "KMSAccessDeniedException", "the function's role must be allowed kms:Decrypt with the function's key");

    /** What Secrets Manager says with the code of any other denial. */
    private static final String DENIED = "Access to KMS is not allowed";

    private KeyTrouble() {}

    /** The next step; empty if it has nothing to do with a key. */
    static Optional<String> remedy(String code, String message) {
        return message.contains(DENIED) ? Optional.of(RIGHTS) : Optional.ofNullable(BY_CODE.get(code));
    }
}
