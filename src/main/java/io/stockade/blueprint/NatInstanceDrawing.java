package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.Tags;
import io.stockade.spec.IamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * NAT instances: in each NAT zone an interface and an address that stay, and a group that keeps one instance on them.
 * Private routes lead to the interface, so that they never change when the instance is replaced.
 */
final class NatInstanceDrawing {
    private static final String IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

    private final Drawing drawing;
    private final Layout layout;

    private NatInstanceDrawing(Drawing drawing, Layout layout) {
        this.drawing = drawing;
        this.layout = layout;
    }

    /** The targets of the private routes, by NAT zone. */
    static Map<String, Ref> draw(Drawing drawing, Layout layout) {
        NatInstanceDrawing nat = new NatInstanceDrawing(drawing, layout);
        List<Address> rules = NatGroup.draw(drawing, layout);
        Ref profile = layout.nat().sessionManager() ? nat.profile() : null;
        String image = IMAGE + nat.architecture();
        Map<String, Ref> targets = new TreeMap<>();
        for (Layout.Place place : layout.natPlaces()) {
            targets.put(place.zoneId(), nat.instance(place, image, profile, rules));
        }
        return targets;
    }

    private Ref instance(Layout.Place place, String image, @Nullable Ref profile, List<Address> rules) {
        String name = Names.nat(place.zoneId());
        Ref networkInterface = drawing.tagged(
                ResourceKind.NETWORK_INTERFACE,
                name,
                tags -> new NetworkInterface(
                        place.subnet(),
                        new TreeSet<>(List.of(Names.group(Names.NAT))),
                        false,
                        "NAT of " + drawing.owner().stack(),
                        tags));
        Ref address =
                drawing.tagged(ResourceKind.ELASTIC_IP, Names.NAT + "-instance-" + place.zoneId(), ElasticIp::wanted);
        Address associated = drawing.keyed(new AddressAssociation(address, networkInterface), Names.ATTACHMENT);
        Ref template = template(name, image, networkInterface, profile);

        // An instance that boots without a way to the package repositories waits for one; these are that way.
        List<Address> wayOut = new ArrayList<>(rules);
        wayOut.add(associated);
        wayOut.add(Names.defaultRoute(Names.PUBLIC));
        wayOut.add(new Address(
                ResourceKind.ROUTE_TABLE_ASSOCIATION,
                Drawing.keyOf(new RouteTableAssociation(place.subnet(), Names.table(Names.PUBLIC)))));
        Address group = new Address(ResourceKind.AUTO_SCALING_GROUP, name);
        String groupName = drawing.owner().globalName(region(), group, "");
        drawing.tagged(
                ResourceKind.AUTO_SCALING_GROUP,
                name,
                tags -> new AutoScalingGroup(groupName, template, place.zoneId(), 0, 1, 1, true, tags),
                wayOut.toArray(Address[]::new));
        return networkInterface;
    }

    /**
     * A template never changes: other content is another template, so the name carries a hash of all but its own tags.
     * None bears tags that were asked for once, since instances have them too.
     */
    private Ref template(String name, String image, Ref networkInterface, @Nullable Ref profile) {
        String type = layout.nat().instanceType();
        String script = NatScript.text(layout.vpc());
        Tags instanceTags = drawing.launchedTags(name);
        String profileText = profile == null ? "" : profile.text();
        String content =
                String.join("\n", image, type, networkInterface.text(), profileText, script, instanceTags.toString());
        String templateName =
                drawing.owner().globalName(region(), new Address(ResourceKind.LAUNCH_TEMPLATE, name), content);
        return drawing.tagged(
                ResourceKind.LAUNCH_TEMPLATE,
                name,
                tags -> new LaunchTemplate(
                        templateName,
                        image,
                        type,
                        networkInterface,
                        profile,
                        script,
                        instanceTags,
                        tags.instead(Set.of())));
    }

    private Ref profile() {
        IamSpec iam = drawing.stack().spec().iamOrDefault();
        String partition = drawing.facts().scope().partition();
        String service = partition.equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
        PolicyDocument trust = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}}");
        TreeSet<String> policies =
                new TreeSet<>(List.of("arn:" + partition + ":iam::aws:policy/AmazonSSMManagedInstanceCore"));
        String boundary = Objects.requireNonNullElse(iam.permissionsBoundary(), "");
        String roleName = drawing.owner().globalName(region(), new Address(ResourceKind.ROLE, Names.NAT), "");
        Ref role = drawing.tagged(
                ResourceKind.ROLE,
                Names.NAT,
                tags -> new Role(roleName, iam.pathOrDefault(), trust, policies, PolicyDocument.NONE, boundary, tags));
        String profileName =
                drawing.owner().globalName(region(), new Address(ResourceKind.INSTANCE_PROFILE, Names.NAT), "");
        return drawing.tagged(
                ResourceKind.INSTANCE_PROFILE,
                Names.NAT,
                tags -> new InstanceProfile(profileName, iam.pathOrDefault(), role, tags));
    }

    private String architecture() {
        String type = layout.nat().instanceType();
        String architecture = drawing.facts().architectures().get(type);
        if (architecture != null) {
            return architecture;
        }
        if (drawing.facts().offerings().containsKey(type)) {
            drawing.error(
                    "spec.network.nat.instanceType",
                    "AWS did not say which architecture " + type + " has, so its image is unknown; choose another");
        }
        return "x86_64";
    }

    private String region() {
        return drawing.facts().scope().region();
    }
}
