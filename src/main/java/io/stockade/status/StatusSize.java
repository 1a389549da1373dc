package io.stockade.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.Drift;
import io.stockade.status.StackStatus.DriftEntry;
import io.stockade.status.StackStatus.Observation;
import io.stockade.status.StackStatus.Outputs;
import io.stockade.status.StackStatus.PendingPlan;
import io.stockade.status.StackStatus.Resources;
import io.stockade.status.StackStatus.SecretEntry;
import io.stockade.status.StackStatus.Secrets;
import io.stockade.status.StackStatus.Unhealthy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a status so small that an API server keeps and sends it without pain. Long texts are cut before entries go;
 * entries go from the ends of the lists, of the least important list first, and of secrets those that are well first.
 * Conditions, totals and outputs always stay, of these but the ARNs of secrets, which are long.
 */
final class StatusSize {
    /** Of the JSON form without spaces, in UTF-8. */
    static final int MOST_BYTES = 16 * 1024;

    /** What is put in afterwards: which request was served. */
    private static final int ECHO_BYTES = 128;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How long texts may be at most: in entries, and in conditions, which say what to do. */
    private record Texts(int entries, int conditions) {}

    private static final List<Texts> LONG_ENOUGH = List.of(new Texts(1024, 1024), new Texts(256, 1024));
    private static final List<Texts> SHORT = List.of(new Texts(256, 1024), new Texts(128, 256), new Texts(64, 64));

    /** As long as it helps, every list keeps the first of its entries; then fewer. */
    private static final List<Integer> FLOORS = List.of(10, 3, 0);

    private static final int CHANGES = 0;
    private static final int PROBLEMS = 1;
    private static final int SECRETS = 2;
    private static final int ARNS = 3;
    private static final int UNHEALTHY = 4;
    private static final int DRIFTS = 5;

    private final StackStatus whole;

    /** How many entries of each list stay; the least important list first. */
    private final List<Integer> keep;

    private StatusSize(StackStatus whole) {
        this.whole = whole;
        this.keep = new ArrayList<>(List.of(
                whole.plan() == null ? 0 : whole.plan().changes().size(),
                whole.observation().problems().size(),
                whole.secrets().items().size(),
                whole.outputs().secrets().size(),
                whole.resources().unhealthy().size(),
                whole.drift().items().size()));
    }

    /** The status if it is small enough, else as much of it as is. */
    static StackStatus fit(StackStatus status) {
        if (small(status)) {
            return status;
        }
        for (Texts texts : LONG_ENOUGH) {
            StackStatus cut = new StatusSize(status).reduced(texts);
            if (small(cut)) {
                return cut;
            }
        }
        StackStatus shorter = status;
        for (Texts texts : SHORT) {
            shorter = new StatusSize(status).withFewerEntries(texts);
            if (small(shorter)) {
                return shorter;
            }
        }
        return shorter;
    }

    private static boolean small(StackStatus status) {
        return bytes(status) <= MOST_BYTES - ECHO_BYTES;
    }

    static int bytes(StackStatus status) {
        try {
            return JSON.writeValueAsBytes(status).length;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record can't fail to be written", impossible);
        }
    }

    private StackStatus withFewerEntries(Texts texts) {
        StackStatus shorter = reduced(texts);
        if (small(shorter)) {
            return shorter;
        }
        for (int floor : FLOORS) {
            for (int list = 0; list < keep.size(); list++) {
                int least = list == SECRETS && floor > 0 ? Math.max(floor, troubled()) : floor;
                shorter = shortest(texts, list, least);
                if (small(shorter)) {
                    return shorter;
                }
            }
        }
        return shorter;
    }

    /** Takes from one list as few entries as will do, and at most so many that the least is left. */
    private StackStatus shortest(Texts texts, int list, int least) {
        int fitting = Math.min(least, keep.get(list));
        int tooMany = keep.get(list) + 1;
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) / 2;
            keep.set(list, middle);
            if (small(reduced(texts))) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        keep.set(list, fitting);
        return reduced(texts);
    }

    /** Those stay as long as anything else can go. */
    private int troubled() {
        return (int)
                whole.secrets().items().stream().filter(each -> !each.well()).count();
    }

    private StackStatus reduced(Texts texts) {
        PendingPlan plan = whole.plan();
        return new StackStatus(
                whole.observedGeneration(),
                whole.phase(),
                cut(whole.message(), texts.conditions()),
                whole.conditions().stream()
                        .map(condition -> condition(condition, texts.conditions()))
                        .toList(),
                outputs(),
                resources(texts.entries()),
                new Drift(
                        whole.drift().total(),
                        whole.drift().accepted(),
                        whole.drift().unknown(),
                        whole.drift().items().stream()
                                .limit(keep.get(DRIFTS))
                                .map(entry -> drift(entry, texts.entries()))
                                .toList()),
                secrets(texts.entries()),
                plan == null ? null : plan(plan, texts.entries()),
                observation(texts.entries()),
                whole.calls(),
                whole.lastHandledReconcileAt(),
                "texts are cut after " + texts.entries() + " characters" + left());
    }

    /** What was left out of the lists, in words. */
    private String left() {
        PendingPlan plan = whole.plan();
        return left("plan.changes", CHANGES, plan == null ? 0 : plan.changes().size())
                + left(
                        "observation.problems",
                        PROBLEMS,
                        whole.observation().problems().size())
                + left("secrets.items", SECRETS, whole.secrets().items().size())
                + left("outputs.secrets", ARNS, whole.outputs().secrets().size())
                + left(
                        "resources.unhealthy",
                        UNHEALTHY,
                        whole.resources().unhealthy().size())
                + left("drift.items", DRIFTS, whole.drift().items().size());
    }

    private String left(String list, int index, int before) {
        int gone = before - keep.get(index);
        return gone == 0 ? "" : "; " + gone + " more of " + list + " left out";
    }

    private static Condition condition(Condition whole, int longest) {
        return new Condition(
                whole.type(),
                whole.status(),
                whole.reason(),
                cut(whole.message(), longest),
                whole.observedGeneration(),
                whole.lastTransitionTime());
    }

    private Outputs outputs() {
        Outputs outputs = whole.outputs();
        Map<String, String> arns = new LinkedHashMap<>();
        outputs.secrets().entrySet().stream()
                .limit(keep.get(ARNS))
                .forEach(entry -> arns.put(entry.getKey(), entry.getValue()));
        return new Outputs(
                outputs.vpcId(),
                outputs.cidr(),
                outputs.subnets(),
                outputs.securityGroups(),
                outputs.egressAddresses(),
                outputs.effectiveAccess(),
                arns);
    }

    private Secrets secrets(int longest) {
        List<SecretEntry> kept = SecretEntries.fewer(whole.secrets().items(), keep.get(SECRETS));
        return new Secrets(
                whole.secrets().total(),
                kept.stream().map(entry -> secret(entry, longest)).toList());
    }

    private static SecretEntry secret(SecretEntry whole, int longest) {
        return new SecretEntry(
                whole.name(),
                whole.fullName(),
                whole.strategy(),
                whole.state(),
                whole.step(),
                whole.reason(),
                cut(whole.message(), longest),
                whole.attempt(),
                whole.lastRotation(),
                whole.nextRotation(),
                whole.versions());
    }

    private Resources resources(int longest) {
        List<Unhealthy> unhealthy = whole.resources().unhealthy().stream()
                .limit(keep.get(UNHEALTHY))
                .map(each -> new Unhealthy(each.resource(), each.id(), each.state(), cut(each.message(), longest)))
                .toList();
        return new Resources(whole.resources().total(), whole.resources().ready(), unhealthy);
    }

    private static DriftEntry drift(DriftEntry whole, int longest) {
        return new DriftEntry(
                whole.key(),
                whole.resource(),
                whole.id(),
                whole.field(),
                cut(whole.expected(), longest),
                cut(whole.actual(), longest),
                whole.driftClass(),
                whole.severity(),
                whole.firstSeen(),
                whole.actor(),
                whole.decision(),
                cut(whole.doing(), longest));
    }

    private PendingPlan plan(PendingPlan whole, int longest) {
        boolean all = keep.get(CHANGES) == whole.changes().size();
        return new PendingPlan(
                whole.id(),
                whole.create(),
                whole.update(),
                whole.replace(),
                whole.delete(),
                cut(whole.why(), longest),
                texts(whole.risks(), all ? whole.risks().size() : keep.get(CHANGES), longest),
                texts(whole.changes(), keep.get(CHANGES), longest));
    }

    private Observation observation(int longest) {
        Observation seen = whole.observation();
        return new Observation(seen.time(), seen.coverage(), texts(seen.problems(), keep.get(PROBLEMS), longest));
    }

    private static List<String> texts(List<String> whole, int most, int longest) {
        return whole.stream().limit(most).map(text -> cut(text, longest)).toList();
    }

    /** Never inside a character that takes two places. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "...";
    }
}
