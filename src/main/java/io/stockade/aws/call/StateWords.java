package io.stockade.aws.call;

import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What AWS's words for the state of a kind mean. AWS adds words without notice: one that stands here nowhere makes the
 * thing {@link Lifecycle#UNKNOWN}, never ready and never gone.
 */
public final class StateWords {
    private final Map<String, Lifecycle> meanings;
    private final Lifecycle silent;

    private StateWords(Map<String, Lifecycle> meanings, Lifecycle silent) {
        this.meanings = meanings;
        this.silent = silent;
    }

    /** Words in any case: AWS's documentation, its models and its answers differ in that. No word is no known one. */
    public static StateWords of(Map<String, Lifecycle> meanings) {
        Map<String, Lifecycle> small = new TreeMap<>();
        meanings.forEach((word, meaning) -> small.put(word.toLowerCase(Locale.ROOT), meaning));
        return new StateWords(small, Lifecycle.UNKNOWN);
    }

    /** The same for a kind of which AWS says no word when it simply is there. */
    public StateWords readyIfSilent() {
        return new StateWords(meanings, Lifecycle.READY);
    }

    public Lifecycle meaning(@Nullable String word) {
        return word == null || word.isEmpty()
                ? silent
                : meanings.getOrDefault(word.toLowerCase(Locale.ROOT), Lifecycle.UNKNOWN);
    }

    /** What was seen, in the state that AWS's word means. */
    public <R extends Resource> Observed<R> judge(Observed<R> seen, @Nullable String word) {
        return judge(seen, word, "");
    }

    /** @param note what AWS says about it, for a state that is known */
    public <R extends Resource> Observed<R> judge(Observed<R> seen, @Nullable String word, String note) {
        Lifecycle meaning = meaning(word);
        return meaning == Lifecycle.UNKNOWN ? unknown(seen, "state", word) : seen.withLifecycle(meaning, note);
    }

    /** What was seen, with something about it that nobody here can make sense of. */
    public static <R extends Resource> Observed<R> unknown(Observed<R> seen, String what, @Nullable String word) {
        return seen.withLifecycle(
                Lifecycle.UNKNOWN,
                "AWS says that its " + what + " is '" + (word == null ? "" : word)
                        + "', which this release does not know: nothing is done to it before AWS says something else;"
                        + " look at it in AWS, or run a newer release");
    }
}
