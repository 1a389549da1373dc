package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.Function;
import io.stockade.graph.Peer;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretRotation;
import io.stockade.spec.FunctionCodeSpec;
import io.stockade.spec.IamSpec;
import io.stockade.spec.RotationLambdaSpec;
import io.stockade.spec.S3CodeSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.TierAccess;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rotations that AWS carries out by a function: one that exists, or one that the stack deploys in a tier.
 *
 * <p>When rotation is switched on, AWS invokes the function at once to test it. So a rotation needs all of the ways that
 * a deployed function takes: to Secrets Manager, by its endpoint or through the NAT, and along its links.
 */
final class RotationDrawing {
    private static final String SERVICE = "secretsmanager";

    private final Drawing drawing;
    private final Layout layout;
    private final EndpointDrawing.Drawn endpoints;
    private final RuleBook rules;
    private final SecretPolicies policies;

    RotationDrawing(Drawing drawing, Layout layout, EndpointDrawing.Drawn endpoints, RuleBook rules) {
        this.drawing = drawing;
        this.layout = layout;
        this.endpoints = endpoints;
        this.rules = rules;
        this.policies = new SecretPolicies(drawing.facts().scope());
    }

    /**
     * Draws the rotation of a secret, and its function if the stack deploys it. Where the function is not said, or in no
     * tier, the rules of the manifest have refused that.
     *
     * @param name of the secret in AWS
     */
    void draw(SecretSpec spec, Ref secret, String name, SecretDuty.Rotation rotation, String path) {
        RotationLambdaSpec lambda =
                spec.rotation() == null ? null : spec.rotation().lambda();
        if (lambda == null) {
            return;
        }
        String window = rotation.window() == null ? "" : rotation.window().toHours() + "h";
        FunctionCodeSpec code = lambda.code();
        if (code == null) {
            if (lambda.functionArn() != null) {
                Ref foreign = new Ref.Foreign(lambda.functionArn());
                drawing.keyed(new SecretRotation(secret, foreign, rotation.schedule(), window));
            }
            return;
        }
        List<Layout.Place> places = lambda.tier() == null ? List.of() : layout.places(lambda.tier());
        if (places.isEmpty()) {
            return;
        }
        Ref function = function(spec, name, lambda, code.s3(), places);
        SortedSet<Address> ways = ways(spec, places, path + ".rotation.lambda.tier");
        drawing.keyed(new SecretRotation(secret, function, rotation.schedule(), window), ways.toArray(Address[]::new));
    }

    private Ref function(
            SecretSpec spec, String name, RotationLambdaSpec lambda, S3CodeSpec code, List<Layout.Place> places) {
        String local = spec.functionGroup();
        String function = globalName(ResourceKind.FUNCTION, local);
        Ref role = role(local, policies.rotation(name, function, spec));
        SortedSet<Ref> subnets =
                places.stream().map(Layout.Place::subnet).collect(Collectors.toCollection(TreeSet::new));
        return drawing.tagged(
                ResourceKind.FUNCTION,
                local,
                tags -> new Function(
                        function,
                        text(lambda.runtime()),
                        text(lambda.handler()),
                        role,
                        code.bucket(),
                        code.key(),
                        text(code.version()),
                        subnets,
                        new TreeSet<>(List.of(Names.group(local))),
                        lambda.timeoutOrDefault(),
                        lambda.memoryOrDefault(),
                        policies.invocation(function),
                        tags));
    }

    private Ref role(String local, PolicyDocument inline) {
        IamSpec iam = drawing.stack().spec().iamOrDefault();
        String name = globalName(ResourceKind.ROLE, local);
        return drawing.tagged(
                ResourceKind.ROLE,
                local,
                tags -> new Role(
                        name,
                        iam.pathOrDefault(),
                        policies.trust("lambda.amazonaws.com"),
                        new TreeSet<>(),
                        inline,
                        text(iam.permissionsBoundary()),
                        tags));
    }

    /** Everything that must be there for the function to do its work. */
    private SortedSet<Address> ways(SecretSpec spec, List<Layout.Place> places, String path) {
        Ref group = Names.group(spec.functionGroup());
        SortedSet<Address> ways = rules.around(group);
        if (endpoints.answersFor(SERVICE)) {
            // The service's name leads there from every tier, whether or not the endpoint is for it.
            ways.add(drawing.keyed(EndpointDrawing.open(
                    Names.group(Names.ENDPOINTS), Peer.group(group), "from the function that rotates " + spec.name())));
            ways.add(new Address(ResourceKind.INTERFACE_ENDPOINT, SERVICE));
            return ways;
        }
        Layout.Place any = places.get(0);
        if (layout.access().get(any.tier()) == TierAccess.PRIVATE) {
            ways.addAll(throughNat(places));
        } else {
            drawing.errorUnlessRefused(
                    path,
                    "from the tier " + any.tier() + " the function would not reach Secrets Manager: give the tier an"
                            + " endpoint {service: " + SERVICE + "}");
        }
        return ways;
    }

    private Collection<Address> throughNat(List<Layout.Place> places) {
        SortedSet<Address> way = new TreeSet<>();
        for (Layout.Place place : places) {
            String nat = Names.nat(layout.nat().servedFrom().getOrDefault(place.zoneId(), ""));
            way.add(new Address(ResourceKind.ROUTE_TABLE_ASSOCIATION, place.name()));
            way.add(Names.defaultRoute(layout.tableOf(place)));
            way.add(new Address(ResourceKind.NAT_GATEWAY, nat));
            way.add(new Address(ResourceKind.AUTO_SCALING_GROUP, nat));
        }
        way.removeIf(each -> !drawing.has(each));
        return way;
    }

    private String globalName(ResourceKind kind, String local) {
        return drawing.owner().globalName(drawing.facts().scope().region(), new Address(kind, local), "");
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
