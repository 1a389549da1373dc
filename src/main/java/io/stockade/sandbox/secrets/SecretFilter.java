package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;

/**
 * A filter of ListSecrets. API reference, "Filter": matches the beginning, so {@code prod/orders} finds {@code
 * prod/orders-old} too; an exclamation mark in front negates.
 */
record SecretFilter(FilterNameStringType key, List<String> values) {
    static SecretFilter of(Filter filter) {
        if (filter.key() == null || filter.key() == FilterNameStringType.UNKNOWN_TO_SDK_VERSION) {
            throw SecretErrors.invalidParameter("Invalid filter key: " + filter.keyAsString());
        }
        if (filter.values().isEmpty()) {
            throw SecretErrors.invalidParameter("Invalid filter values for key: " + filter.keyAsString());
        }
        return new SecretFilter(filter.key(), filter.values());
    }

    boolean admits(Call call, StoredSecret secret) {
        return values.stream()
                .anyMatch(value -> value.startsWith("!")
                        ? !matches(call, secret, value.substring(1))
                        : matches(call, secret, value));
    }

    private boolean matches(Call call, StoredSecret secret, String value) {
        Predicate<String> begins = text -> text.startsWith(value);
        return switch (key) {
            case NAME -> begins.test(secret.name());
            case TAG_KEY -> secret.tags().keySet().stream().anyMatch(begins);
            case TAG_VALUE -> secret.tags().values().stream().anyMatch(begins);
            case PRIMARY_REGION -> {
                String region = SecretOperations.primaryRegion(call, secret);
                yield region != null && begins.test(region);
            }
            case DESCRIPTION -> begins(secret.details().description(), value);
            case ALL ->
                words(value).allMatch(word -> attributes(secret).stream().anyMatch(text -> begins(text, word)));
            case OWNING_SERVICE, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static boolean begins(String text, String value) {
        return text.toLowerCase(Locale.ROOT).startsWith(value.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> words(String value) {
        return Arrays.stream(value.split("[ /_+=.@-]+")).filter(word -> !word.isEmpty());
    }

    private static List<String> attributes(StoredSecret secret) {
        List<String> attributes = new ArrayList<>();
        words(secret.name()).forEach(attributes::add);
        words(secret.details().description()).forEach(attributes::add);
        secret.tags().forEach((key, value) -> {
            words(key).forEach(attributes::add);
            words(value).forEach(attributes::add);
        });
        return attributes;
    }
}
