package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;

/** Internet gateways as EC2 shows them, with their attachments. */
final class InternetGateways {
    /** EC2 says {@code available} of an attached internet gateway, where it says {@code attached} of other things. */
    private static final StateWords ATTACHMENTS = StateWords.of(Map.of(
                    "attaching", Lifecycle.PENDING,
                    "attached", Lifecycle.READY,
                    "available", Lifecycle.READY,
                    "detaching", Lifecycle.DELETING))
            .readyIfSilent();

    private InternetGateways() {}

    /**
     * Ours, and those that somebody attached to our VPCs. No filter says "or", and a region has few: one unfiltered list
     * finds both.
     */
    static Reader reader(Ec2 ec2) {
        Set<ResourceKind> kinds = Set.of(ResourceKind.INTERNET_GATEWAY, ResourceKind.GATEWAY_ATTACHMENT);
        return new ListReader(kinds, Reader.Narrowing.OWNER, scope -> {
                    Instant now = ec2.now();
                    var all = Pages.all(
                            token -> ec2.call(
                                    "DescribeInternetGateways",
                                    ResourceKind.INTERNET_GATEWAY,
                                    "",
                                    client -> client.describeInternetGateways(
                                            request -> request.maxResults(1000).nextToken(token))),
                            DescribeInternetGatewaysResponse::internetGateways,
                            DescribeInternetGatewaysResponse::nextToken);
                    List<Listed> listed = new ArrayList<>();
                    all.stream().filter(gateway -> concerns(scope, gateway)).forEach(gateway -> {
                        Observed<InternetGateway> seen = seen(gateway, now);
                        Optional<Observed<GatewayAttachment>> attachment = attachment(gateway, now);
                        String vpc = attachment
                                .map(each -> each.value().vpc().text())
                                .orElse("");
                        listed.add(Listed.tagged(seen.tags(), vpc, seen));
                        attachment.ifPresent(each -> listed.add(Listed.tagged(seen.tags(), vpc, each)));
                    });
                    return listed;
                })
                .reading(id -> find(ec2, id).stream()
                        .flatMap(gateway -> everythingIn(gateway, ec2.now()))
                        .toList());
    }

    static Optional<software.amazon.awssdk.services.ec2.model.InternetGateway> find(Ec2 ec2, String id) {
        return ec2.one(() -> ec2.call(
                        "DescribeInternetGateways",
                        ResourceKind.INTERNET_GATEWAY,
                        id,
                        client -> client.describeInternetGateways(request -> request.internetGatewayIds(id)))
                .internetGateways());
    }

    static Observed<InternetGateway> seen(
            software.amazon.awssdk.services.ec2.model.InternetGateway gateway, Instant now) {
        InternetGateway value = new InternetGateway(Ec2Tags.of(gateway.tags()));
        return Observed.ready(value, gateway.internetGatewayId(), now);
    }

    static Optional<Observed<GatewayAttachment>> attachment(
            software.amazon.awssdk.services.ec2.model.InternetGateway gateway, Instant now) {
        return gateway.attachments().stream()
                .filter(attachment -> !"detached".equals(attachment.stateAsString()))
                .findFirst()
                .map(attachment -> {
                    GatewayAttachment value = new GatewayAttachment(
                            Ref.known(gateway.internetGatewayId()), Ref.known(attachment.vpcId()));
                    return ATTACHMENTS.judge(Observed.ready(value, id(value), now), attachment.stateAsString());
                });
    }

    private static Stream<Observed<?>> everythingIn(
            software.amazon.awssdk.services.ec2.model.InternetGateway gateway, Instant now) {
        return Stream.concat(Stream.of(seen(gateway, now)), attachment(gateway, now).stream());
    }

    static String id(GatewayAttachment attachment) {
        return attachment.gateway().text() + ":" + attachment.vpc().text();
    }

    private static boolean concerns(
            ReadScope scope, software.amazon.awssdk.services.ec2.model.InternetGateway gateway) {
        boolean owned = Owner.isOf(scope.installation(), Ec2Tags.of(gateway.tags()));
        return owned
                || gateway.attachments().stream()
                        .anyMatch(attachment -> scope.vpcIds().contains(attachment.vpcId()));
    }
}
