package io.stockade.memory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.stockade.graph.AddressPlan;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a stack between passes and restarts. Each part says how it is rebuilt when lost, or what stops.
 *
 * @param format of this record; a newer one than this release knows stops the stack
 * @param uid tells incarnations of the stack apart. Lost: read back from the tags of its VPC
 * @param pins what may never change. Lost: account, region and environment from the manifest at the next pass
 * @param addressPlan which range each subnet has. Lost: read back from the live subnets
 * @param resources by address. Lost: origins are unknown until the next apply, and nothing destructive follows
 * @param doubts when everything of a kind was first found missing at once, by kind. Lost: the wait begins again
 * @param firstReady when all of the stack worked for the first time; {@code null} if it never did. Lost: work on it is
 *     called a creation until it is ready again
 * @param secrets rotations, by the name of the secret in the manifest; each part says itself how it is rebuilt
 * @param tagKeys of the tags that manifests asked for, as long as something may bear them. Lost: what only an earlier
 *     manifest asked for counts as somebody else's, and stays
 */
/* Earlier files of this format have a part that nothing ever used. */
@JsonIgnoreProperties("approved")
public record StackMemory(
        int format,
        String uid,
        @Nullable Pins pins,
        AddressPlan addressPlan,
        SortedMap<String, ResourceMemory> resources,
        SortedMap<String, Instant> doubts,
        @Nullable Instant firstReady,
        SortedMap<String, SecretMemory> secrets,
        SortedSet<String> tagKeys) {
    public static final int FORMAT = 1;

    public StackMemory {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        doubts = Collections.unmodifiableSortedMap(new TreeMap<>(doubts));
        // Files of releases without secrets have none.
        secrets = Collections.unmodifiableSortedMap(secrets == null ? new TreeMap<>() : new TreeMap<>(secrets));
        // Nor did earlier releases remember tags.
        tagKeys = Collections.unmodifiableSortedSet(tagKeys == null ? new TreeSet<>() : new TreeSet<>(tagKeys));
    }

    public static StackMemory fresh(String uid) {
        return new StackMemory(
                FORMAT,
                uid,
                null,
                AddressPlan.EMPTY,
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                new TreeMap<>(),
                new TreeSet<>());
    }

    public StackMemory withResources(SortedMap<String, ResourceMemory> resources) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    public StackMemory withDoubts(SortedMap<String, Instant> doubts) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    public StackMemory withUid(String uid) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    public StackMemory withPlace(@Nullable Pins pins, AddressPlan addressPlan) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    public StackMemory withFirstReady(Instant firstReady) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    public StackMemory withSecrets(SortedMap<String, SecretMemory> secrets) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    public StackMemory withTagKeys(SortedSet<String> tagKeys) {
        return new StackMemory(format, uid, pins, addressPlan, resources, doubts, firstReady, secrets, tagKeys);
    }

    /**
     * What was true at the first pass, and must stay true.
     *
     * @param cidr of the VPC
     */
    public record Pins(String account, String region, String environment, String cidr) {}

    /**
     * What is remembered of one resource.
     *
     * @param incarnation how many times it was made, from 1; part of its client token
     * @param id AWS's id; {@code null} before the creation is known to have succeeded, empty when it is gone and only
     *     the count of incarnations is kept; beside an intent, the id of what is being replaced
     * @param intent a creation that was begun and is not known to have ended; {@code null} if there is none
     * @param appliedDigest of the desired state that was last applied; {@code null} if none was
     */
    public record ResourceMemory(
            int incarnation,
            @Nullable String id,
            @Nullable Intent intent,
            @Nullable String appliedDigest) {}

    /**
     * A creation that was begun.
     *
     * @param nonce goes on the thing as a tag where AWS takes no token
     * @param requestDigest of the exact request, so that a token is never used with another
     */
    public record Intent(String nonce, Instant begun, String requestDigest) {}
}
