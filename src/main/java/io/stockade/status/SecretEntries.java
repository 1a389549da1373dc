package io.stockade.status;

import io.stockade.rotation.SecretHealth;
import io.stockade.status.StackStatus.SecretEntry;
import io.stockade.status.StackStatus.Secrets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns how secrets fare into the lines that users read. No value is anywhere near. */
public final class SecretEntries {
    private SecretEntries() {}

    /** Every secret, in the order of the manifest. */
    public static List<SecretEntry> of(Findings findings) {
        return findings.secrets().stream().map(SecretEntries::entry).toList();
    }

    private static SecretEntry entry(SecretHealth health) {
        return new SecretEntry(
                health.name(),
                health.fullName(),
                health.strategy(),
                health.state().toString(),
                health.step(),
                health.reason(),
                health.message(),
                health.attempt(),
                text(health.lastRotation()),
                text(health.nextRotation()),
                health.versions());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** What others refer to them by; those that are not there have none. */
    static Map<String, String> arns(Findings findings) {
        Map<String, String> arns = new LinkedHashMap<>();
        for (SecretHealth health : findings.secrets()) {
            String arn = health.arn();
            if (arn != null) {
                arns.put(health.name(), arn);
            }
        }
        return arns;
    }

    static Secrets capped(List<SecretEntry> all) {
        return new Secrets(all.size(), fewer(all, StackStatus.CAP));
    }

    /** As many as may stay, in their order: first of all those that somebody should look at. */
    static List<SecretEntry> fewer(List<SecretEntry> all, int most) {
        Set<String> kept = Stream.concat(
                        all.stream().filter(each -> !each.well()), all.stream().filter(SecretEntry::well))
                .limit(most)
                .map(SecretEntry::name)
                .collect(Collectors.toSet());
        return all.stream().filter(each -> kept.contains(each.name())).toList();
    }
}
