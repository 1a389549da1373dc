package io.stockade.spec.rules;

import io.stockade.spec.Defaults;
import io.stockade.spec.EndpointSpec;
import io.stockade.spec.Nearest;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.StrictJson;
import io.stockade.spec.TierAccess;
import io.stockade.spec.TierSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Endpoints are of a type that AWS offers, and for tiers that there are. */
final class EndpointRules implements Rule {
    /** The services asked for most; others are taken too, and checked against the region when a plan is made. */
    private static final List<String> COMMON = List.of(
            "s3",
            "dynamodb",
            "ssm",
            "ssmmessages",
            "ec2",
            "ec2messages",
            "ecr.api",
            "ecr.dkr",
            "ecs",
            "ecs-agent",
            "ecs-telemetry",
            "eks",
            "eks-auth",
            "events",
            "execute-api",
            "kinesis-streams",
            "kinesis-firehose",
            "kms",
            "lambda",
            "logs",
            "monitoring",
            "rds",
            "rds-data",
            "secretsmanager",
            "sns",
            "sqs",
            "states",
            "sts",
            "autoscaling",
            "elasticloadbalancing",
            "codebuild",
            "git-codecommit",
            "bedrock-runtime",
            "xray");

    private static final String LONG_NAME = "com.amazonaws.";

    @Override
    public List<String> reads() {
        return List.of("spec.network.tiers");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        NetworkSpec network = stack.spec().networkOrDefault();
        List<EndpointSpec> endpoints = network.endpoints() == null ? List.of() : network.endpoints();
        for (int index = 0; index < endpoints.size(); index++) {
            EndpointSpec endpoint = endpoints.get(index);
            String path = "spec.network.endpoints[" + index + "]";
            if (subject.doubts(path)) {
                continue;
            }
            checkService(endpoint.service(), path + ".service", problems);
            Optional.ofNullable(endpoint.policy())
                    .flatMap(policy -> StrictJson.problem(path + ".policy", policy))
                    .ifPresent(problems);
            switch (endpoint.typeOrDefault()) {
                case GATEWAY -> checkGateway(endpoint, path, problems);
                case INTERFACE -> checkTiers(endpoint, network.tiersOrDefault(), path + ".tiers", problems);
            }
        }
    }

    private static void checkService(String service, String path, Consumer<SpecProblem> problems) {
        if (service.startsWith(LONG_NAME)) {
            String rest = service.substring(LONG_NAME.length());
            problems.accept(SpecProblem.error(path, "'" + service + "' is the name with its region")
                    .expecting("the short name")
                    .meaning(rest.contains(".") ? rest.substring(rest.indexOf('.') + 1) : rest));
            return;
        }
        String nearest = COMMON.contains(service) || service.length() < 4 ? null : Nearest.of(service, COMMON);
        if (nearest != null) {
            problems.accept(SpecProblem.warning(path, "'" + service + "' is no service known to this release")
                    .meaning(nearest));
        }
    }

    private static void checkGateway(EndpointSpec endpoint, String path, Consumer<SpecProblem> problems) {
        if (!Defaults.GATEWAY_SERVICES.contains(endpoint.service())) {
            problems.accept(SpecProblem.error(path + ".type", "AWS has no gateway endpoint for " + endpoint.service())
                    .expecting("Interface"));
        }
        onlyInterface(path + ".tiers", endpoint.tiers(), problems);
        onlyInterface(path + ".privateDns", endpoint.privateDns(), problems);
    }

    private static void onlyInterface(String path, @Nullable Object written, Consumer<SpecProblem> problems) {
        if (written != null) {
            problems.accept(SpecProblem.error(
                    path,
                    "a gateway endpoint has none: every route table leads to it; leave it out, or set type Interface"));
        }
    }

    private static void checkTiers(
            EndpointSpec endpoint, List<TierSpec> tiers, String path, Consumer<SpecProblem> problems) {
        List<String> names = tiers.stream().map(TierSpec::name).toList();
        List<String> used = endpoint.tiers() == null ? List.of() : endpoint.tiers();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < used.size(); index++) {
            String name = used.get(index);
            String at = path + "[" + index + "]";
            if (!names.contains(name)) {
                problems.accept(SpecProblem.error(at, "no tier is called '" + name + "'")
                        .expecting("one of " + String.join(", ", names))
                        .meaning(Nearest.of(name, names)));
            }
            if (!seen.add(name)) {
                problems.accept(SpecProblem.error(at, "'" + name + "' is here twice"));
            }
            if (isPublic(name, tiers)) {
                problems.accept(SpecProblem.warning(
                        at, "'" + name + "' is Public, and reaches the service over the internet anyway"));
            }
        }
    }

    private static boolean isPublic(String name, List<TierSpec> tiers) {
        return tiers.stream().anyMatch(tier -> tier.name().equals(name) && tier.access() == TierAccess.PUBLIC);
    }
}
