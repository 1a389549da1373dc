package io.stockade.graph;

/**
 * The one spelling of a KMS key that stands for all of them: docs.aws.amazon.com/secretsmanager/latest/apireference,
 * CreateSecret, KmsKeyId. What users write and what AWS shows are compared in it.
 */
public final class KmsKey {
    /** What Secrets Manager uses where nobody names a key. */
    private static final String MANAGED = "alias/aws/secretsmanager";

    private static final int ARN_PARTS = 6;

    private KmsKey() {}

    /**
     * The id or alias of a key of the scope's account and region, the whole ARN of any other; empty for Secrets Manager's
     * own.
     *
     * @param key an id, an alias, or the ARN of either; empty for Secrets Manager's own
     */
    public static String canonical(String key, Scope scope) {
        String[] parts = key.split(":", ARN_PARTS);
        boolean here = parts.length == ARN_PARTS && parts[3].equals(scope.region()) && parts[4].equals(scope.account());
        String name = here ? parts[5] : key;
        if (name.equals(MANAGED)) {
            return "";
        }
        return name.startsWith("key/") ? name.substring("key/".length()) : name;
    }
}
