package io.stockade.aws.secretsmanager;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Component;
import io.stockade.graph.KmsKey;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.graph.Secret;
import io.stockade.graph.Tags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Secrets as Secrets Manager shows them, without their values. Lists leave out their policies and replicas; of their
 * replicas themselves, which are secrets in other regions, none is ours to look after.
 */
final class Secrets {
    static final String POLICY = "policy";
    static final String REPLICAS = "replicas";
    static final Set<String> DETAILS = Set.of(POLICY, REPLICAS);

    /** The most that Secrets Manager puts on a page. */
    private static final int PAGE = 100;

    private Secrets() {}

    static Reader reader(SecretCalls secrets) {
        return new ListReader(
                        Set.of(ResourceKind.SECRET, ResourceKind.SECRET_ROTATION),
                        Reader.Narrowing.OWNER,
                        scope -> list(secrets, scope))
                .reading(id -> one(secrets, id));
    }

    private static List<Listed> list(SecretCalls secrets, ReadScope scope) {
        Instant now = secrets.now();
        List<Listed> listed = new ArrayList<>();
        for (SecretListEntry entry : entries(secrets, scope.installation())) {
            Tags tags = SecretCalls.tags(entry.tags());
            // AWS's filters take beginnings, and a key of one tag with the value of another.
            if (!Owner.isOf(scope.installation(), tags) || isReplica(entry.arn(), entry.primaryRegion())) {
                continue;
            }
            Observed<Secret> seen = seen(entry, tags, now);
            listed.add(Listed.tagged(tags, "", seen));
            if (seen.lifecycle() != Lifecycle.RETIRED) {
                SecretRotations.seen(
                                new SecretRotations.Told(
                                        entry.arn(),
                                        entry.rotationEnabled(),
                                        entry.rotationLambdaARN(),
                                        entry.rotationRules()),
                                now)
                        .ifPresent(rotation -> listed.add(Listed.tagged(tags, "", rotation)));
            }
        }
        return listed;
    }

    private static List<SecretListEntry> entries(SecretCalls secrets, String installation) {
        List<Filter> ours = List.of(
                filter(FilterNameStringType.TAG_KEY, Owner.INSTALLATION_TAG),
                filter(FilterNameStringType.TAG_VALUE, installation));
        return Pages.all(
                token -> secrets.call(
                        "ListSecrets",
                        ResourceKind.SECRET,
                        "",
                        client -> client.listSecrets(request -> request.includePlannedDeletion(true)
                                .filters(ours)
                                .maxResults(PAGE)
                                .nextToken(token))),
                ListSecretsResponse::secretList,
                ListSecretsResponse::nextToken);
    }

    private static Filter filter(FilterNameStringType key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    /** A secret by its ARN or name, wherever its deletion stands; its policy stays unread. */
    static Optional<Observed<Secret>> find(SecretCalls secrets, String id) {
        Instant now = secrets.now();
        return secrets.describe(ResourceKind.SECRET, id)
                .filter(secret -> !isReplica(secret.arn(), secret.primaryRegion()))
                .map(secret -> seen(secret, now));
    }

    /** A secret with its rotation, as AWS describes it alone. */
    private static List<Observed<?>> one(SecretCalls secrets, String id) {
        Instant now = secrets.now();
        Optional<DescribeSecretResponse> found = secrets.describe(ResourceKind.SECRET, id)
                .filter(secret -> !isReplica(secret.arn(), secret.primaryRegion()));
        if (found.isEmpty()) {
            return List.of();
        }
        DescribeSecretResponse told = found.get();
        List<Observed<?>> all = new ArrayList<>(List.of(seen(told, now)));
        if (told.deletedDate() == null) {
            SecretRotations.seen(
                            new SecretRotations.Told(
                                    told.arn(), told.rotationEnabled(), told.rotationLambdaARN(), told.rotationRules()),
                            now)
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The same secret with its replicas and its policy; AWS shows no policy of one that is deleted. */
    static Observed<Secret> detailed(SecretCalls secrets, Observed<Secret> listed) {
        if (listed.lifecycle() == Lifecycle.RETIRED) {
            return listed;
        }
        Optional<Observed<Secret>> found = find(secrets, listed.id());
        if (found.isEmpty() || found.get().lifecycle() == Lifecycle.RETIRED) {
            return found.orElse(listed);
        }
        PolicyDocument policy = policy(secrets.call(
                        "GetResourcePolicy",
                        ResourceKind.SECRET,
                        listed.id(),
                        client -> client.getResourcePolicy(request -> request.secretId(listed.id())))
                .resourcePolicy());
        Secret whole = Component.with(found.get().value(), POLICY, policy);
        return new Observed<>(
                whole,
                listed.id(),
                found.get().lifecycle(),
                found.get().note(),
                Collections.emptySortedSet(),
                found.get().readAt());
    }

    private static Observed<Secret> seen(SecretListEntry entry, Tags tags, Instant now) {
        Secret value = new Secret(
                entry.name(),
                text(entry.description()),
                KmsKey.canonical(text(entry.kmsKeyId()), scope(entry.arn())),
                Collections.emptySortedSet(),
                RecoveryWindow.tagged(tags),
                PolicyDocument.NONE,
                entry.deletedDate() != null,
                stages(entry.secretVersionsToStages()),
                text(entry.lastChangedDate()),
                text(entry.lastRotatedDate()),
                text(entry.nextRotationDate()),
                tags);
        return judged(Observed.ready(value, entry.arn(), now).withUnread(DETAILS), entry.deletedDate());
    }

    private static Observed<Secret> seen(DescribeSecretResponse secret, Instant now) {
        Tags tags = SecretCalls.tags(secret.tags());
        Scope scope = scope(secret.arn());
        Secret value = new Secret(
                secret.name(),
                text(secret.description()),
                KmsKey.canonical(text(secret.kmsKeyId()), scope),
                ReplicaRegions.seen(secret.replicationStatus(), scope),
                RecoveryWindow.tagged(tags),
                PolicyDocument.NONE,
                secret.deletedDate() != null,
                stages(secret.versionIdsToStages()),
                text(secret.lastChangedDate()),
                text(secret.lastRotatedDate()),
                text(secret.nextRotationDate()),
                tags);
        Observed<Secret> seen = Observed.ready(value, secret.arn(), now).withUnread(Set.of(POLICY));
        return judged(
                ReplicaRegions.awaiting(seen, ReplicaRegions.coming(secret.replicationStatus())), secret.deletedDate());
    }

    /** @param deleted AWS's date, if somebody deleted it */
    static Observed<Secret> judged(Observed<Secret> seen, @Nullable Instant deleted) {
        if (deleted == null) {
            return seen;
        }
        Instant end = RecoveryWindow.end(deleted, seen.tags(), seen.readAt());
        return seen.withLifecycle(Lifecycle.RETIRED, "it is deleted, and can be restored until " + text(end));
    }

    private static boolean isReplica(String arn, @Nullable String primaryRegion) {
        return primaryRegion != null
                && !primaryRegion.isEmpty()
                && !primaryRegion.equals(scope(arn).region());
    }

    /** {@code arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX}. */
    private static Scope scope(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? new Scope("", "", "") : new Scope(parts[1], parts[4], parts[3]);
    }

    private static SortedSet<String> stages(Map<String, List<String>> versions) {
        SortedSet<String> stages = new TreeSet<>();
        versions.forEach((version, labels) -> labels.forEach(label -> stages.add(label + "=" + version)));
        return Collections.unmodifiableSortedSet(stages);
    }

    private static PolicyDocument policy(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return PolicyDocument.NONE;
        }
        try {
            return PolicyDocument.parse(text);
        } catch (IllegalArgumentException foreign) {
            return new PolicyDocument(text);
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** To the second: what people read, and what hardly differs between one answer and another. */
    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
