package io.stockade.sandbox;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Tampering with secrets: with who may read them, whether they rotate, and whether they stay. */
final class SecretTampering {
    private static final String OWNER_TAGS = "stockade.dev/";
    private static final String FOREIGN_KEY = "alias/somebody-elses";
    private static final String EVERYBODY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}";

    private final SecretsManagerClient secrets;
    private final StackFinder stack;

    SecretTampering(SecretsManagerClient secrets, StackFinder stack) {
        this.secrets = secrets;
        this.stack = stack;
    }

    /** One with replicas is not deleted before they are. */
    String delete() {
        String name = first("secret without replicas", secret -> secret.primaryRegion() == null)
                .name();
        secrets.deleteSecret(request -> request.secretId(name).recoveryWindowInDays(7L));
        return "scheduled secret " + name + " for deletion in 7 days";
    }

    String openPolicy() {
        String name = first("secret", secret -> true).name();
        secrets.putResourcePolicy(request -> request.secretId(name).resourcePolicy(EVERYBODY));
        return "let everybody read secret " + name + " by its resource policy";
    }

    String cancelRotation() {
        String name = first("secret that Secrets Manager rotates", SecretTampering::rotates)
                .name();
        secrets.cancelRotateSecret(request -> request.secretId(name));
        return "cancelled the rotation of secret " + name;
    }

    String changeKey() {
        String name = first("secret", secret -> !FOREIGN_KEY.equals(secret.kmsKeyId()))
                .name();
        secrets.updateSecret(request -> request.secretId(name).kmsKeyId(FOREIGN_KEY));
        return "changed the key of secret " + name + " to " + FOREIGN_KEY;
    }

    String stripTags() {
        SecretListEntry secret = first("tagged secret", candidate -> true);
        List<String> keys = secret.tags().stream()
                .map(Tag::key)
                .filter(key -> key.startsWith(OWNER_TAGS))
                .toList();
        secrets.untagResource(request -> request.secretId(secret.name()).tagKeys(keys));
        return "removed " + keys.size() + " tags from secret " + secret.name();
    }

    /** Filters match beginnings, so a stack whose name goes on is sorted out here. */
    private SecretListEntry first(String what, Predicate<SecretListEntry> fits) {
        Tag wanted = Tag.builder().key(StackFinder.TAG).value(stack.name()).build();
        Filter filter = Filter.builder()
                .key(FilterNameStringType.TAG_VALUE)
                .values(stack.name())
                .build();
        List<SecretListEntry> found = secrets.listSecretsPaginator(request -> request.filters(filter)).stream()
                .flatMap(page -> page.secretList().stream())
                .filter(secret -> secret.tags().contains(wanted))
                .toList();
        return stack.first(what, found, fits);
    }

    private static boolean rotates(SecretListEntry secret) {
        return Boolean.TRUE.equals(secret.rotationEnabled());
    }
}
