package io.stockade.aws.iam;

import io.stockade.aws.call.Calls;
import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** Customer managed policies as IAM shows them. A list gives name and path; everything else is asked for one by one. */
final class ManagedPolicies {
    static final Set<String> DETAILS = Set.of("document", "roles", "tags");

    private ManagedPolicies() {}

    static Reader reader(Iam iam) {
        return new ListReader(
                Set.of(ResourceKind.MANAGED_POLICY),
                Reader.Narrowing.OWNER,
                scope -> all(iam, iam.pathPrefix()).stream()
                        .map(policy -> Listed.named(listed(iam, policy)))
                        .toList());
    }

    /** Ours, or another installation's: their names begin alike. */
    private static List<Policy> all(Iam iam, String pathPrefix) {
        return Pages.all(
                        token -> iam.call(
                                "ListPolicies",
                                ResourceKind.MANAGED_POLICY,
                                "",
                                client -> client.listPolicies(request -> request.scope(PolicyScopeType.LOCAL)
                                        .pathPrefix(pathPrefix)
                                        .maxItems(Iam.PAGE)
                                        .marker(token))),
                        ListPoliciesResponse::policies,
                        page -> Iam.next(page.isTruncated(), page.marker()))
                .stream()
                .filter(policy -> policy.policyName().startsWith(Iam.NAME_PREFIX))
                .toList();
    }

    private static Observed<ManagedPolicy> listed(Iam iam, Policy policy) {
        ManagedPolicy value =
                new ManagedPolicy(policy.policyName(), policy.path(), PolicyDocument.NONE, new TreeSet<>(), Tags.NONE);
        return Observed.ready(value, policy.arn(), iam.now()).withUnread(DETAILS);
    }

    /** A policy with everything that can be known of it: three calls. */
    static Optional<Observed<ManagedPolicy>> whole(Iam iam, String arn) {
        return Calls.found(() -> {
            Policy policy = got(iam, arn);
            ManagedPolicy value = new ManagedPolicy(
                    policy.policyName(),
                    policy.path(),
                    document(iam, arn, policy.defaultVersionId()),
                    roles(iam, arn),
                    Iam.tags(policy.tags()));
            return Observed.ready(value, policy.arn(), iam.now());
        });
    }

    /** A policy with what is unread of it read, and nothing else asked for; empty if it is gone. */
    static Optional<Observed<ManagedPolicy>> again(Iam iam, Observed<ManagedPolicy> known) {
        String arn = known.id();
        Set<String> unread = known.unread();
        return Calls.found(() -> {
            ManagedPolicy value = known.value();
            SortedSet<String> roles = unread.contains("roles") ? roles(iam, arn) : value.roles();
            PolicyDocument document = value.document();
            Tags tags = value.tags();
            if (unread.contains("document") || unread.contains("tags")) {
                Policy policy = got(iam, arn);
                tags = Iam.tags(policy.tags());
                document = unread.contains("document") ? document(iam, arn, policy.defaultVersionId()) : document;
            }
            return Observed.ready(new ManagedPolicy(value.name(), value.path(), document, roles, tags), arn, iam.now());
        });
    }

    private static Policy got(Iam iam, String arn) {
        return iam.call(
                        "GetPolicy",
                        ResourceKind.MANAGED_POLICY,
                        arn,
                        client -> client.getPolicy(request -> request.policyArn(arn)))
                .policy();
    }

    /** The one of a name, whose ARN would need an account. */
    static Optional<Observed<ManagedPolicy>> named(Iam iam, ManagedPolicy wanted) {
        return all(iam, wanted.path()).stream()
                .filter(policy -> policy.policyName().equals(wanted.name()))
                .findFirst()
                .flatMap(policy -> whole(iam, policy.arn()));
    }

    private static PolicyDocument document(Iam iam, String arn, String version) {
        return Iam.policy(iam.call(
                        "GetPolicyVersion",
                        ResourceKind.MANAGED_POLICY,
                        arn,
                        client -> client.getPolicyVersion(
                                request -> request.policyArn(arn).versionId(version)))
                .policyVersion()
                .document());
    }

    static NavigableSet<String> roles(Iam iam, String arn) {
        return new TreeSet<>(Pages.all(
                        token -> iam.call(
                                "ListEntitiesForPolicy",
                                ResourceKind.MANAGED_POLICY,
                                arn,
                                client -> client.listEntitiesForPolicy(request -> request.policyArn(arn)
                                        .entityFilter(EntityType.ROLE)
                                        .maxItems(Iam.PAGE)
                                        .marker(token))),
                        ListEntitiesForPolicyResponse::policyRoles,
                        page -> Iam.next(page.isTruncated(), page.marker()))
                .stream()
                .map(PolicyRole::roleName)
                .toList());
    }

    /** The versions that are not in force, oldest first. */
    static List<String> idleVersions(Iam iam, String arn) {
        return Pages.all(
                        token -> iam.call(
                                "ListPolicyVersions",
                                ResourceKind.MANAGED_POLICY,
                                arn,
                                client -> client.listPolicyVersions(request -> request.policyArn(arn)
                                        .maxItems(Iam.PAGE)
                                        .marker(token))),
                        ListPolicyVersionsResponse::versions,
                        page -> Iam.next(page.isTruncated(), page.marker()))
                .stream()
                .filter(version -> !Boolean.TRUE.equals(version.isDefaultVersion()))
                .sorted((one, other) -> one.createDate().compareTo(other.createDate()))
                .map(PolicyVersion::versionId)
                .toList();
    }
}
