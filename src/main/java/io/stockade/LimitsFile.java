package io.stockade;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.aws.call.BucketSizes;
import io.stockade.cli.Failure;
import io.stockade.spec.Nearest;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What AWS allows an account that asked for more than the defaults, as YAML: one line for each action, such as {@code
 * CreateVpcEndpoint: {bucket: 20, refill: 2}}, in AWS's own numbers. We stay under them ourselves.
 */
final class LimitsFile {
    private static final List<Class<?>> SERVICES = List.of(
            Ec2Client.class,
            AutoScalingClient.class,
            IamClient.class,
            SsmClient.class,
            StsClient.class,
            SecretsManagerClient.class,
            LambdaClient.class);
    private static final List<String> FIELDS = List.of("bucket", "refill");
    private static final String EXPECTED = "; expected lines such as 'CreateVpcEndpoint: {bucket: 20, refill: 2}'";

    private LimitsFile() {}

    /**
     * The sizes of all buckets.
     *
     * @param file {@code null} for AWS's defaults
     */
    static BucketSizes read(@Nullable Path file) {
        BucketSizes sizes = BucketSizes.standard();
        if (file == null) {
            return sizes;
        }
        for (Map.Entry<String, JsonNode> action : tree(file).properties()) {
            checkAction(file, action.getKey());
            sizes = sizes.where(
                    action.getKey(),
                    number(file, action, "bucket", 1),
                    // Less than one a day is a slip.
                    number(file, action, "refill", 0.00001));
        }
        return sizes;
    }

    private static JsonNode tree(Path file) {
        try {
            SettingsFile settings = SettingsFile.read(ManifestReader.content(file), file.toString());
            settings.problems().stream().findFirst().ifPresent(problem -> {
                throw new Failure("the file of limits " + problem.text() + EXPECTED);
            });
            if (!settings.tree().isObject()) {
                throw new Failure("the file of limits " + file + " names no limits" + EXPECTED);
            }
            return settings.tree();
        } catch (IOException unreadable) {
            throw new Failure("the file of limits " + file + " can't be read: "
                    + unreadable.getClass().getSimpleName());
        }
    }

    private static void checkAction(Path file, String action) {
        List<String> known = actions();
        if (!known.contains(action)) {
            String nearest = Nearest.of(action, known);
            throw new Failure("the file of limits " + file + " names '" + action + "', which is no call that is made"
                    + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        }
    }

    /** AWS's names of all calls of the services that are used. */
    private static List<String> actions() {
        TreeSet<String> names = new TreeSet<>();
        SERVICES.stream()
                .flatMap(service -> Stream.of(service.getMethods()))
                .filter(method -> method.getReturnType().getSimpleName().endsWith("Response"))
                .map(method -> method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + method.getName().substring(1))
                .forEach(names::add);
        return new ArrayList<>(names);
    }

    private static double number(Path file, Map.Entry<String, JsonNode> action, String field, double least) {
        JsonNode limit = action.getValue();
        limit.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw wrong(file, action, "has an unknown field '" + name + "'");
            }
        });
        JsonNode value = limit.path(field);
        if (!value.isNumber() || value.asDouble() < least || value.asDouble() > 1_000_000) {
            throw wrong(file, action, "needs '" + field + "', a number of at least " + (least < 1 ? "0.00001" : "1"));
        }
        return value.asDouble();
    }

    private static Failure wrong(Path file, Map.Entry<String, JsonNode> action, String problem) {
        return new Failure("the file of limits " + file + ": " + action.getKey() + " " + problem + EXPECTED);
    }
}
