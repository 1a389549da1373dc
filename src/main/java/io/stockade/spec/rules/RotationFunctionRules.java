package io.stockade.spec.rules;

import io.stockade.net.Cidr;
import io.stockade.spec.DatabaseValueSpec;
import io.stockade.spec.EndpointSpec;
import io.stockade.spec.EndpointType;
import io.stockade.spec.LinkSpec;
import io.stockade.spec.Nearest;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.RotationLambdaSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.StackSpec;
import io.stockade.spec.TierAccess;
import io.stockade.spec.TierSpec;
import io.stockade.spec.Toggle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function that the stack deploys is whole, and reaches what it must: Secrets Manager, and the database.
 *
 * <p>Source: docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html
 */
final class RotationFunctionRules implements Rule {
    private static final String SERVICE = "secretsmanager";
    private static final int HTTPS = 443;

    @Override
    public List<String> reads() {
        return List.of("spec.network", "spec.links");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        StackSpec spec = subject.stack().spec();
        Secrets.each(subject, (path, secret) -> {
            RotationLambdaSpec lambda =
                    secret.rotation() == null ? null : secret.rotation().lambda();
            if (lambda == null) {
                return;
            }
            String at = path + ".rotation.lambda";
            if (lambda.deployed()) {
                checkWhole(at, lambda, problems);
                checkTier(at + ".tier", secret, lambda.tier(), spec, problems);
                checkDatabase(at, secret, spec.links(), problems);
            } else {
                checkBare(at, lambda, problems);
            }
        });
    }

    private static void checkWhole(String path, RotationLambdaSpec lambda, Consumer<SpecProblem> problems) {
        required(path + ".tier", lambda.tier(), problems);
        required(path + ".runtime", lambda.runtime(), problems);
        required(path + ".handler", lambda.handler(), problems);
    }

    private static void required(String path, @Nullable String written, Consumer<SpecProblem> problems) {
        if (written == null) {
            problems.accept(SpecProblem.error(path, "is required for a function that the stack deploys"));
        }
    }

    private static void checkBare(String path, RotationLambdaSpec lambda, Consumer<SpecProblem> problems) {
        idle(path + ".tier", lambda.tier(), problems);
        idle(path + ".runtime", lambda.runtime(), problems);
        idle(path + ".handler", lambda.handler(), problems);
        idle(path + ".timeout", lambda.timeout(), problems);
        idle(path + ".memory", lambda.memory(), problems);
    }

    private static void idle(String path, @Nullable Object written, Consumer<SpecProblem> problems) {
        if (written != null) {
            problems.accept(SpecProblem.error(path, "means nothing for a function that exists")
                    .expecting("code in place of functionArn, or nothing here"));
        }
    }

    private static void checkTier(
            String path, SecretSpec secret, @Nullable String name, StackSpec spec, Consumer<SpecProblem> problems) {
        if (name == null) {
            return;
        }
        NetworkSpec network = spec.networkOrDefault();
        List<TierSpec> tiers = network.tiersOrDefault();
        List<String> names = tiers.stream().map(TierSpec::name).toList();
        Optional<TierSpec> tier =
                tiers.stream().filter(each -> each.name().equals(name)).findFirst();
        if (tier.isEmpty()) {
            problems.accept(SpecProblem.error(path, "no tier is called '" + name + "'")
                    .expecting("one of " + String.join(", ", names))
                    .meaning(Nearest.of(name, names)));
            return;
        }
        boolean natted = network.effectiveAccess(tier.get()) == TierAccess.PRIVATE;
        boolean linked = natted && spec.links().stream().anyMatch(link -> goesOut(link, secret));
        if (linked || isServed(name, network)) {
            return;
        }
        String endpoint = "an endpoint {service: " + SERVICE + ", tiers: [" + name + "]}";
        String link = "a link {from: {group: " + secret.functionGroup() + "}, to: {cidr: 0.0.0.0/0}, port: 443}";
        problems.accept(SpecProblem.error(path, "the function would not reach Secrets Manager from '" + name + "'")
                .expecting(natted ? endpoint + ", or " + link : endpoint));
    }

    /** Without private DNS, the service's usual name leads out to the internet, past the endpoint. */
    private static boolean isServed(String tier, NetworkSpec network) {
        return network.endpointsOrDefault().stream()
                .filter(endpoint -> endpoint.service().equals(SERVICE) && endpoint.type() == EndpointType.INTERFACE)
                .filter(endpoint -> endpoint.privateDns() == Toggle.ENABLED)
                .map(EndpointSpec::tiers)
                .anyMatch(tiers -> tiers != null && tiers.contains(tier));
    }

    private static boolean goesOut(LinkSpec link, SecretSpec secret) {
        return opens(link, secret, HTTPS)
                && Cidr.ANYWHERE.text().equals(link.to().cidr());
    }

    private static void checkDatabase(
            String path, SecretSpec secret, List<LinkSpec> links, Consumer<SpecProblem> problems) {
        DatabaseValueSpec database = secret.value().database();
        if (database == null || links.stream().anyMatch(link -> opens(link, secret, database.portOrDefault()))) {
            return;
        }
        String from = "{from: {group: " + secret.functionGroup() + "}";
        problems.accept(SpecProblem.error(
                        path,
                        "the function would not reach port " + database.portOrDefault() + " of " + database.host())
                .expecting("a link " + from + ", to: ..., port: " + database.portOrDefault() + "}"));
    }

    private static boolean opens(LinkSpec link, SecretSpec secret, int port) {
        if (!secret.functionGroup().equals(link.from().group())) {
            return false;
        }
        return switch (link.protocolOrDefault()) {
            case TCP -> link.portRange().filter(range -> range.contains(port)).isPresent();
            case ALL -> true;
            case UDP, ICMP -> false;
        };
    }
}
