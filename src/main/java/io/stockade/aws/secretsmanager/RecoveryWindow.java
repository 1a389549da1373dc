package io.stockade.aws.secretsmanager;

import io.stockade.graph.Owner;
import io.stockade.graph.Secret;
import io.stockade.graph.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * For how many days AWS keeps a secret that is deleted. AWS is told with the deletion and not before; until then a tag of
 * the secret knows. docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
 */
final class RecoveryWindow {
    private static final int UNKNOWN = 0;
    private static final int SHORTEST = 7;
    private static final int LONGEST = 30;

    private RecoveryWindow() {}

    /** What the tag says; 0, which nobody wants, if there is none or it says nothing. */
    static int tagged(Tags tags) {
        String days = tags.values().getOrDefault(Owner.RECOVERY_TAG, "");
        return days.matches("[1-9][0-9]?") ? Integer.parseInt(days) : UNKNOWN;
    }

    /** What AWS is told: the longest if the tag is no help, since what was kept too long can still be deleted. */
    static int forDeletion(Tags tags) {
        int days = tagged(tags);
        return days < SHORTEST || days > LONGEST ? LONGEST : days;
    }

    /** The tags that a secret carries from its creation on. */
    static Map<String, String> tags(Secret secret) {
        Map<String, String> tags = new TreeMap<>(secret.tags().values());
        tags.put(Owner.RECOVERY_TAG, String.valueOf(secret.recoveryWindowDays()));
        return tags;
    }

    /**
     * Until when a deleted secret can be restored.
     *
     * @param deleted AWS's date, which its reference calls both that of the deletion and that of the end
     */
    static Instant end(Instant deleted, Tags tags, Instant now) {
        return deleted.isAfter(now) ? deleted : deleted.plus(Duration.ofDays(forDeletion(tags)));
    }
}
