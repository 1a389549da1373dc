package io.stockade.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.Drift;
import io.stockade.status.StackStatus.DriftEntry;
import io.stockade.status.StackStatus.Observation;
import io.stockade.status.StackStatus.Outputs;
import io.stockade.status.StackStatus.PendingPlan;
import io.stockade.status.StackStatus.Resources;
import io.stockade.status.StackStatus.SecretEntry;
import io.stockade.status.StackStatus.Unhealthy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A status is never larger than an API server likes, and loses the least important first. */
class StatusSizeTest {
    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStatusFits(int seed) {
        StackStatus status = largest(new Random(seed));

        StackStatus fit = StatusSize.fit(status);

        assertThat(StatusSize.bytes(fit)).isLessThanOrEqualTo(StatusSize.MOST_BYTES);
        assertThat(fit.shortened() == null).isEqualTo(StatusSize.bytes(status) <= StatusSize.MOST_BYTES);
        assertThat(withoutSecrets(fit.outputs())).isEqualTo(withoutSecrets(status.outputs()));
        assertThat(fit.secrets().total()).isEqualTo(status.secrets().total());
        assertThat(fit.conditions()).hasSameSizeAs(status.conditions());
        assertThat(fit.drift().total()).isEqualTo(status.drift().total());
        assertThat(fit.resources().total()).isEqualTo(status.resources().total());
        assertThat(StatusSize.fit(status)).isEqualTo(fit);
    }

    @Test
    void aSmallOneIsLeftAsItIs() {
        StackStatus status = status(2, 0, 20);

        assertThat(StatusSize.fit(status)).isSameAs(status);
    }

    @Test
    void longTextsAreCutBeforeAnyEntryGoes() {
        StackStatus fit = StatusSize.fit(status(10, 0, 5000));

        assertThat(fit.drift().items()).hasSize(10);
        assertThat(fit.drift().items().get(0).actual()).hasSize(256 + 3).endsWith("...");
        assertThat(fit.shortened()).isEqualTo("texts are cut after 256 characters");
    }

    @Test
    void entriesGoFromTheEndAndDriftsLast() {
        StackStatus status = status(50, 50, 100);

        StackStatus fit = StatusSize.fit(status);

        assertThat(Objects.requireNonNull(fit.plan()).changes()).hasSize(10);
        assertThat(fit.resources().unhealthy()).hasSize(10);
        assertThat(fit.drift().items())
                .hasSizeBetween(10, 49)
                .containsExactlyElementsOf(
                        status.drift().items().subList(0, fit.drift().items().size()));
        assertThat(fit.shortened())
                .startsWith("texts are cut after 256 characters; 40 more of plan.changes left out; ")
                .endsWith((50 - fit.drift().items().size()) + " more of drift.items left out");
    }

    @Test
    void secretsInTroubleOutliveThoseThatAreWell() {
        List<SecretEntry> all = list(60, index -> secret(index, index % 7 == 0 ? "Failed" : "Current", ""));

        StackStatus fit = StatusSize.fit(status(10, 0, "text", "why", Outputs.NONE, all));

        List<SecretEntry> left = fit.secrets().items();
        assertThat(fit.secrets().total()).isEqualTo(60);
        assertThat(left)
                .hasSizeBetween(10, 40)
                .isSubsetOf(all)
                .isSortedAccordingTo((one, other) -> all.indexOf(one) - all.indexOf(other));
        assertThat(left).filteredOn(each -> !each.well()).hasSize(9);
        assertThat(fit.drift().items()).hasSize(10);
        assertThat(fit.shortened()).contains((50 - left.size()) + " more of secrets.items left out");
    }

    private static Outputs withoutSecrets(Outputs whole) {
        return new Outputs(
                whole.vpcId(),
                whole.cidr(),
                whole.subnets(),
                whole.securityGroups(),
                whole.egressAddresses(),
                whole.effectiveAccess(),
                Map.of());
    }

    private static StackStatus status(int drifts, int others, int length) {
        return status(drifts, others, text(length), "why", Outputs.NONE, List.of());
    }

    /** 6 zones, 8 tiers, 100 groups with long names, and texts in which JSON needs more room than they have letters. */
    private static StackStatus largest(Random random) {
        Map<String, Map<String, String>> subnets = new TreeMap<>();
        Map<String, String> access = new TreeMap<>();
        for (int tier = 0; tier < 8; tier++) {
            String name = "a-tier-of-the-app-" + tier;
            access.put(name, "Isolated");
            for (int zone = 1; zone <= 6; zone++) {
                subnets.computeIfAbsent(name, ignored -> new TreeMap<>())
                        .put("apse2-az" + zone, "subnet-0123456789abcdef0");
            }
        }
        Map<String, String> groups = new TreeMap<>();
        for (int group = 0; group < random.nextInt(101); group++) {
            groups.put("g".repeat(57) + String.format("%03d", group), "sg-0123456789abcdef0");
        }
        Map<String, String> arns = new TreeMap<>();
        List<SecretEntry> secrets = new ArrayList<>();
        for (int secret = 0; secret < random.nextInt(101); secret++) {
            secrets.add(secret(secret, random.nextBoolean() ? "Failed" : "Current", text(random.nextInt(3000))));
            arns.put(
                    secrets.get(secret).name(),
                    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:"
                            + secrets.get(secret).fullName() + "-AbCdEf");
        }
        Outputs outputs = new Outputs("vpc-0123456789abcdef0", "10.0.0.0/16", subnets, groups, List.of(), access, arns);
        return status(
                random.nextInt(51),
                random.nextInt(51),
                text(random.nextInt(3000)),
                text(random.nextInt(3000)),
                outputs,
                secrets);
    }

    /** As long as AWS lets names be, with all labels on versions of their own. */
    private static SecretEntry secret(int index, String state, String message) {
        String name = "s".repeat(47) + String.format("%03d", index);
        String fullName = "/" + "e".repeat(63) + "/" + "n".repeat(40) + "/" + name;
        String version = "0123456789abcdef".repeat(4);
        return new SecretEntry(
                name,
                fullName,
                "Generated",
                state,
                "setSecret",
                "LoginRefused",
                message,
                3,
                "2026-01-01T00:00:00Z",
                "2026-02-01T00:00:00Z",
                Map.of("AWSCURRENT", version, "AWSPREVIOUS", version, "AWSPENDING", version));
    }

    private static String text(int length) {
        return "\"é\n".repeat(length / 3 + 1).substring(0, length);
    }

    private static StackStatus status(
            int drifts, int others, String text, String why, Outputs outputs, List<SecretEntry> secrets) {
        return new StackStatus(
                1,
                "Drifted",
                why,
                StackStatus.CONDITION_TYPES.stream()
                        .map(type -> new Condition(type, "True", "Reason", why, 1, "2026-01-01T00:00:00Z"))
                        .toList(),
                outputs,
                new Resources(600, 500, list(others, index -> new Unhealthy("Subnet/" + index, "id", "Failed", text))),
                new Drift(
                        900,
                        0,
                        0,
                        list(
                                drifts,
                                index -> new DriftEntry(
                                        "0123456789",
                                        "Subnet/" + index,
                                        "id",
                                        "f",
                                        text,
                                        text,
                                        "Changed",
                                        "Low",
                                        "2026-01-01T00:00:00Z",
                                        "arn:aws:sts::111122223333:assumed-role/Admin/somebody@example.com",
                                        "Correct",
                                        ""))),
                SecretEntries.capped(secrets),
                new PendingPlan(
                        "id",
                        1,
                        2,
                        3,
                        4,
                        "why",
                        list(others / 50, index -> index + text),
                        list(others, index -> index + text)),
                new Observation("2026-01-01T00:00:00Z", 100, list(others, index -> index + text)),
                new StackStatus.Calls(new StackStatus.LastHour(123_456, 12_345, 12_345, 1_234)),
                null,
                null);
    }

    private static <T> List<T> list(int size, IntFunction<T> entry) {
        return IntStream.range(0, size).mapToObj(entry).toList();
    }
}
