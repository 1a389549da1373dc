package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Lists secrets, in the order in which they were made. */
final class ListOperations {
    private static final int PAGE_SIZE = 100;

    private ListOperations() {}

    static void register(Operations operations) {
        operations.add(ListSecretsRequest.class, ListOperations::list);
    }

    private static ListSecretsResponse list(Call call, ListSecretsRequest request) {
        if (request.sortOrder() != null || request.sortByAsString() != null) {
            throw new UnsupportedOperationException("the sandbox lists secrets in the order in which they were made");
        }
        SortedMap<String, StoredSecret> secrets = new TreeMap<>();
        call.all(StoredSecret.TABLE)
                .forEach(secret -> secrets.put(
                        String.format(Locale.ROOT, "%015d/%s", secret.created().toEpochMilli(), secret.name()),
                        secret));
        boolean deleted = Boolean.TRUE.equals(request.includePlannedDeletion());
        List<SecretFilter> filters =
                request.filters().stream().map(SecretFilter::of).toList();
        Page<SecretListEntry> page = page(
                call,
                secrets,
                secret -> Optional.of(secret)
                        .filter(candidate -> deleted || candidate.deleted() == null)
                        .filter(candidate -> filters.stream().allMatch(filter -> filter.admits(call, candidate)))
                        .map(listed -> entry(call, listed)),
                Math.min(PAGE_SIZE, Objects.requireNonNullElse(request.maxResults(), PAGE_SIZE)),
                request.nextToken());
        return ListSecretsResponse.builder()
                .secretList(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static SecretListEntry entry(Call call, StoredSecret secret) {
        Rotation rotation = secret.rotation();
        SecretListEntry.Builder entry = SecretListEntry.builder()
                .arn(secret.arn())
                .name(secret.name())
                .description(SecretOperations.text(secret.details().description()))
                .kmsKeyId(SecretOperations.text(secret.details().kmsKey()))
                .createdDate(secret.created())
                .lastChangedDate(secret.changed())
                .deletedDate(secret.deleted())
                .tags(TagOperations.tags(secret))
                .secretVersionsToStages(VersionOperations.stages(call, secret))
                .primaryRegion(SecretOperations.primaryRegion(call, secret))
                .lastRotatedDate(rotation.lastRotated());
        if (!rotation.function().isEmpty()) {
            entry.rotationEnabled(rotation.enabled())
                    .rotationLambdaARN(rotation.function())
                    .rotationRules(RotationOperations.rules(rotation));
        }
        return entry.nextRotationDate(rotation.enabled() ? rotation.nextDate() : null)
                .build();
    }

    /** The page after a token, with Secrets Manager's own word for a wrong one. */
    static <T, E> Page<E> page(
            Call call, SortedMap<String, T> rows, Function<T, Optional<E>> choice, int size, @Nullable String token) {
        SortedMap<String, E> chosen = new TreeMap<>();
        rows.forEach((key, row) -> choice.apply(row).ifPresent(item -> chosen.put(key, item)));
        try {
            return Page.of(call, chosen, Optional::of, size, token);
        } catch (AwsError invalid) {
            throw AwsError.of("InvalidNextTokenException", String.valueOf(invalid.getMessage()));
        }
    }
}
