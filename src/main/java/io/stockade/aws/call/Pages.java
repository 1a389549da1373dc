package io.stockade.aws.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a paged list to its end, or not at all. */
public final class Pages {
    private Pages() {}

    /** One page of a list. */
    @FunctionalInterface
    public interface Page<P> {
        /** Reads the page of a token; the first one for {@code null}. */
        P read(@Nullable String token);
    }

    /**
     * Every item of every page. A page may be empty and still name a next one.
     *
     * @param next the token of the next page, or nothing
     */
    public static <P, T> List<T> all(Page<P> page, Function<P, List<T>> items, Function<P, String> next) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            P read = page.read(token);
            all.addAll(items.apply(read));
            token = next.apply(read);
        } while (token != null && !token.isEmpty());
        return all;
    }

    /** A list in parts of limited size. */
    public static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }
}
