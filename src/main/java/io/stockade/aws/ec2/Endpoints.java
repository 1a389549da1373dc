package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Endpoints as EC2 shows them: gateway and interface ones come in one list, other types are left out. */
final class Endpoints {
    /** What AWS gives an endpoint that nobody gave a policy. */
    private static final PolicyDocument ALLOW_ALL = PolicyDocument.parse(
            "{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}]}");

    /** "Partial" is not here: AWS does not say what it means. */
    private static final StateWords STATES = StateWords.of(Map.of(
            "pending", Lifecycle.PENDING,
            "pendingAcceptance", Lifecycle.PENDING,
            "available", Lifecycle.READY,
            "deleting", Lifecycle.DELETING,
            "failed", Lifecycle.FAILED,
            "rejected", Lifecycle.FAILED,
            "expired", Lifecycle.FAILED));

    private Endpoints() {}

    static Reader reader(Ec2 ec2, InVpcs inVpcs) {
        Set<ResourceKind> kinds = Set.of(ResourceKind.GATEWAY_ENDPOINT, ResourceKind.INTERFACE_ENDPOINT);
        return new ListReader(kinds, Reader.Narrowing.VPC, scope -> {
            Instant now = ec2.now();
            var all = inVpcs.list(scope, filters -> list(ec2, filters), VpcEndpoint::vpcId);
            return all.stream()
                    .flatMap(endpoint -> any(endpoint, now).map(thing -> Listed.in(endpoint.vpcId(), thing)))
                    .toList();
        });
    }

    static List<VpcEndpoint> list(Ec2 ec2, List<Filter> filters) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeVpcEndpoints",
                        "VpcEndpoint",
                        "",
                        client -> client.describeVpcEndpoints(request ->
                                request.filters(filters).maxResults(1000).nextToken(token))),
                DescribeVpcEndpointsResponse::vpcEndpoints,
                DescribeVpcEndpointsResponse::nextToken);
    }

    static Optional<VpcEndpoint> find(Ec2 ec2, ResourceKind kind, String id) {
        return ec2.one(() -> ec2.call(
                        "DescribeVpcEndpoints",
                        kind,
                        id,
                        client -> client.describeVpcEndpoints(request -> request.vpcEndpointIds(id)))
                .vpcEndpoints());
    }

    static Optional<Observed<GatewayEndpoint>> gateway(VpcEndpoint endpoint, Instant now) {
        if (!"Gateway".equals(endpoint.vpcEndpointTypeAsString())) {
            return Optional.empty();
        }
        return existing(
                endpoint,
                now,
                new GatewayEndpoint(
                        Ref.known(endpoint.vpcId()),
                        endpoint.serviceName(),
                        Ids.refs(endpoint.routeTableIds()),
                        policy(endpoint.policyDocument()),
                        Ec2Tags.of(endpoint.tags())));
    }

    static Optional<Observed<InterfaceEndpoint>> interfaces(VpcEndpoint endpoint, Instant now) {
        boolean managed = Boolean.TRUE.equals(endpoint.requesterManaged());
        if (managed || !"Interface".equals(endpoint.vpcEndpointTypeAsString())) {
            return Optional.empty();
        }
        return existing(
                endpoint,
                now,
                new InterfaceEndpoint(
                        Ref.known(endpoint.vpcId()),
                        endpoint.serviceName(),
                        Ids.refs(endpoint.subnetIds()),
                        Ids.refs(endpoint.groups().stream()
                                .map(SecurityGroupIdentifier::groupId)
                                .toList()),
                        Boolean.TRUE.equals(endpoint.privateDnsEnabled()),
                        policy(endpoint.policyDocument()),
                        Ec2Tags.of(endpoint.tags())));
    }

    private static Stream<Observed<?>> any(VpcEndpoint endpoint, Instant now) {
        return Stream.concat(gateway(endpoint, now).stream(), interfaces(endpoint, now).stream());
    }

    private static <R extends Resource> Optional<Observed<R>> existing(VpcEndpoint endpoint, Instant now, R value) {
        if ("deleted".equalsIgnoreCase(endpoint.stateAsString())) {
            return Optional.empty();
        }
        return Optional.of(STATES.judge(
                Observed.ready(value, endpoint.vpcEndpointId(), now), endpoint.stateAsString(), failure(endpoint)));
    }

    private static String failure(VpcEndpoint endpoint) {
        if (STATES.meaning(endpoint.stateAsString()) != Lifecycle.FAILED) {
            return "";
        }
        if (endpoint.lastError() != null && endpoint.lastError().message() != null) {
            return endpoint.lastError().message();
        }
        return endpoint.failureReason() == null
                ? endpoint.stateAsString().toLowerCase(Locale.ROOT)
                : endpoint.failureReason();
    }

    private static PolicyDocument policy(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ALLOW_ALL;
        }
        try {
            return PolicyDocument.parse(text);
        } catch (IllegalArgumentException foreign) {
            return new PolicyDocument(text);
        }
    }
}
