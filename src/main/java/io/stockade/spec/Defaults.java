package io.stockade.spec;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything a manifest may leave out, and what it then means. No new default may change a stored stack. */
public final class Defaults {
    public static final String NAMESPACE = "default";
    public static final String IAM_PATH = "/stockade/";
    public static final int ZONES = 3;
    public static final int CORRECTIONS_PER_HOUR = 5;
    public static final String INSTANCE_TYPE = "t4g.nano";
    public static final List<TierSpec> TIERS = List.of(
            new TierSpec("public", TierAccess.PUBLIC),
            new TierSpec("private", TierAccess.PRIVATE),
            new TierSpec("isolated", TierAccess.ISOLATED));

    /** The services that AWS offers as gateway endpoints: docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html. */
    public static final Set<String> GATEWAY_SERVICES = Set.of("s3", "dynamodb");

    private static final List<EndpointSpec> ENDPOINTS = List.of(
            new EndpointSpec("s3", null, null, null, null), new EndpointSpec("dynamodb", null, null, null, null));

    private Defaults() {}

    /** Everything but the number of zones: of a left-out one, only the region knows whether 3 are to be had. */
    static SecureStack fillIn(SecureStack stack) {
        StackSpec spec = stack.spec();
        NetworkSpec network = spec.networkOrDefault();
        NetworkSpec wholeNetwork = new NetworkSpec(
                network.cidr(),
                network.zones(),
                network.zoneIds(),
                network.tiersOrDefault(),
                network.natOrDefault(),
                network.endpointsOrDefault());
        StackMetadata metadata = stack.metadata();
        return new SecureStack(
                stack.apiVersion(),
                stack.kind(),
                new StackMetadata(
                        metadata.name(),
                        metadata.namespaceOrDefault(),
                        metadata.uid(),
                        metadata.labels(),
                        metadata.annotations(),
                        metadata.generation()),
                new StackSpec(
                        stack.environmentOrDefault(),
                        spec.region(),
                        spec.account(),
                        spec.tags(),
                        spec.iamOrDefault(),
                        drift(spec),
                        new ApprovalSpec(spec.approvalRequired()),
                        new DeletionSpec(spec.deletionMode(), spec.deletionProtection()),
                        spec.pause(),
                        wholeNetwork,
                        spec.securityGroups(),
                        spec.links().stream().map(Defaults::link).toList(),
                        spec.secretAccess(),
                        spec.secrets().stream().map(SecretDefaults::fillIn).toList()));
    }

    static IamSpec iam(@Nullable IamSpec iam) {
        return iam == null ? new IamSpec(null, IAM_PATH) : new IamSpec(iam.permissionsBoundary(), iam.pathOrDefault());
    }

    static DriftMode drift(@Nullable DriftSpec drift) {
        return drift == null ? DriftMode.CORRECT : or(drift.mode(), DriftMode.CORRECT);
    }

    private static DriftSpec drift(StackSpec spec) {
        DriftSpec drift = spec.driftOrDefault();
        return new DriftSpec(spec.driftMode(), drift.rules(), drift.correctionsPerHourOrDefault());
    }

    static ApprovalRequired approval(@Nullable ApprovalSpec approval) {
        return approval == null ? ApprovalRequired.DESTRUCTIVE : or(approval.required(), ApprovalRequired.DESTRUCTIVE);
    }

    static DeletionMode deletionMode(@Nullable DeletionSpec deletion) {
        return deletion == null ? DeletionMode.DELETE : or(deletion.mode(), DeletionMode.DELETE);
    }

    static Toggle deletionProtection(@Nullable DeletionSpec deletion) {
        return deletion == null ? Toggle.DISABLED : or(deletion.protection(), Toggle.DISABLED);
    }

    static NatSpec nat(@Nullable NatSpec written, List<TierSpec> tiers) {
        NatSpec nat = written == null ? new NatSpec(null, null, null, null) : written;
        boolean wanted = tiers.stream().anyMatch(tier -> tier.access() == TierAccess.PRIVATE);
        NatMode mode = or(nat.mode(), wanted ? NatMode.INSTANCE : NatMode.NONE);
        return switch (mode) {
            case INSTANCE ->
                new NatSpec(
                        mode,
                        or(nat.availability(), NatAvailability.SINGLE_ZONE),
                        or(nat.instanceType(), INSTANCE_TYPE),
                        or(nat.sessionManager(), Toggle.DISABLED));
            case GATEWAY -> new NatSpec(mode, or(nat.availability(), NatAvailability.SINGLE_ZONE), null, null);
            case NONE -> new NatSpec(mode, null, null, null);
        };
    }

    static EndpointType type(EndpointSpec endpoint) {
        boolean offered = GATEWAY_SERVICES.contains(endpoint.service());
        return or(endpoint.type(), offered ? EndpointType.GATEWAY : EndpointType.INTERFACE);
    }

    static List<EndpointSpec> endpoints(@Nullable List<EndpointSpec> written, List<TierSpec> tiers) {
        List<String> users = users(tiers);
        List<EndpointSpec> endpoints = written == null ? ENDPOINTS : written;
        return endpoints.stream()
                .map(endpoint -> switch (type(endpoint)) {
                    case GATEWAY ->
                        new EndpointSpec(endpoint.service(), EndpointType.GATEWAY, null, endpoint.policy(), null);
                    case INTERFACE ->
                        new EndpointSpec(
                                endpoint.service(),
                                EndpointType.INTERFACE,
                                or(endpoint.tiers(), users),
                                endpoint.policy(),
                                or(endpoint.privateDns(), Toggle.ENABLED));
                })
                .toList();
    }

    /** Every tier that is not public; where all are, every tier. */
    private static List<String> users(List<TierSpec> tiers) {
        List<String> inner = tiers.stream()
                .filter(tier -> tier.access() != TierAccess.PUBLIC)
                .map(TierSpec::name)
                .toList();
        return inner.isEmpty() ? tiers.stream().map(TierSpec::name).toList() : inner;
    }

    private static LinkSpec link(LinkSpec link) {
        return new LinkSpec(
                link.from(), link.to(), link.port(), link.ports(), link.protocolOrDefault(), link.description());
    }

    private static <T> T or(@Nullable T written, T otherwise) {
        return written == null ? otherwise : written;
    }
}
