package io.stockade.sandbox.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextToken where the next one begins; null after the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final String MARK = "sandbox:";

    /**
     * The page after a token.
     *
     * @param choice what is shown of a row, if it is listed at all
     * @param size how many items at most
     * @throws AwsError if the token is none of ours
     */
    public static <T> Page<T> of(
            Call call, SortedMap<String, T> rows, Function<T, Optional<T>> choice, int size, @Nullable String token) {
        String after = token == null || token.isEmpty() ? "" : decode(token);
        List<T> items = new ArrayList<>();
        String last = after;
        // The smallest string after a key is the key and a zero character.
        for (Map.Entry<String, T> row :
                rows.tailMap(after.isEmpty() ? "" : after + '\0').entrySet()) {
            Optional<T> item = choice.apply(row.getValue());
            if (item.isEmpty()) {
                continue;
            }
            if (items.size() == size) {
                return cut(call, new Page<>(List.copyOf(items), encode(last)));
            }
            items.add(item.get());
            last = row.getKey();
        }
        return cut(call, new Page<>(List.copyOf(items), null));
    }

    private static <T> Page<T> cut(Call call, Page<T> page) {
        int half = page.items().size() / 2;
        return call.halfPages() ? new Page<>(page.items().subList(0, half), null) : page;
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException noBase64) {
            // Answered below like any other token that is not ours.
        }
        throw AwsError.of("InvalidNextToken", "The token '" + token + "' is invalid.");
    }
}
