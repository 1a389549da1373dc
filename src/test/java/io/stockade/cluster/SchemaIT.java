package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server takes, by the schema and the rules of the CRD, and what it refuses and why. */
class SchemaIT {
    private static final Path GOLDEN = Path.of("src/test/resources/io/stockade/cluster/malformed-on-server.txt");

    /** Texts that Kubernetes takes for numbers and truth values; files may leave out the quotes, objects can't. */
    private static final String UNQUOTED = "scalars-by-schema";

    /** A cause as kubectl prints it: one alone, or in a list. */
    private static final Pattern CAUSE =
            Pattern.compile("(?:^\\* | is invalid: )((?:spec|metadata)[^:]*): (.*)$", Pattern.MULTILINE);

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"[^\"]*\"");

    @TempDir
    private static Path home;

    private static RealCluster cluster;
    private static Kubectl kubectl;
    private static List<String> messages;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = RealCluster.withStacks(home);
        kubectl = cluster.kubectl();
        messages = new YAMLMapper()
                .readTree(RealCluster.CRD.toFile()).findValues("x-kubernetes-validations").stream()
                        .flatMap(rules -> rules.findValuesAsText("message").stream())
                        .distinct()
                        .toList();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (cluster != null) {
            cluster.close();
        }
    }

    static Stream<Path> sound() {
        return Stream.concat(
                GoldenFolders.children(GoldenFolders.EXAMPLES).stream(),
                GoldenFolders.cases("valid").stream()
                        .filter(folder -> !folder.endsWith(UNQUOTED))
                        .map(folder -> folder.resolve("in.yaml")));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatIsSoundIsTaken(Path manifest) throws Exception {
        JsonNode tree = new YAMLMapper().readTree(manifest.toFile());
        Kubectl there = cluster.existing(tree.at("/metadata/namespace").asText("default"));

        there.ok("apply", "--dry-run=server", "-f", manifest.toString());
    }

    @Test
    void whatIsMalformedIsRefusedAsFarAsASchemaCan() throws Exception {
        StringBuilder found = new StringBuilder("""
                # What kubectl and an API server say to each malformed manifest: which fields the schema refuses, and the
                # words of our rules. What is "taken" there is told by the status of the object, or is no mistake in an
                # object. SchemaIT says how to make it anew, with an API server.
                """);
        for (Path folder : GoldenFolders.cases("malformed")) {
            for (Path input : GoldenFolders.children(folder)) {
                if (input.getFileName().toString().startsWith("in")) {
                    Kubectl.Said said = kubectl.run(null, "apply", "--dry-run=server", "-f", input.toString());
                    found.append(folder.getFileName() + "/" + input.getFileName() + ": " + verdict(said) + "\n");
                }
            }
        }

        GoldenFolders.assertMatches(GOLDEN, found.toString(), "SchemaIT");
    }

    /** Only what doesn't depend on the version of Kubernetes: paths, and words of ours. */
    private static String verdict(Kubectl.Said said) {
        if (said.exitCode() == 0) {
            return "taken";
        }
        Set<String> causes = new TreeSet<>();
        Matcher cause = CAUSE.matcher(said.error());
        while (cause.find()) {
            String words = cause.group(2);
            causes.add(cause.group(1)
                    + messages.stream()
                            .filter(words::endsWith)
                            .map(message -> " (" + message + ")")
                            .findFirst()
                            .orElse(""));
        }
        Matcher unknown = UNKNOWN_FIELD.matcher(said.error());
        while (unknown.find()) {
            causes.add(unknown.group());
        }
        return causes.isEmpty() ? "refused before it is an object" : "refused: " + String.join("; ", causes);
    }

    @Test
    void theLargestManifestIsWithinTheBudgetOfTheRules() throws Exception {
        Kubectl.Said said = kubectl.run(LargestManifest.json(), "create", "--dry-run=server", "-f", "-");

        assertThat(said.all()).contains("securestack.stockade.dev/largest created (server dry run)");
    }

    @Test
    void theServerWritesHowAStackIsKeptWhereNobodySaidIt() throws Exception {
        String written = kubectl.ok(
                "apply", "--dry-run=server", "-f", Stacks.file("minimal").toString(), "-o", "jsonpath={.spec}");

        assertThat(written)
                .isEqualTo("{\"approval\":{\"required\":\"Destructive\"},\"deletion\":{\"mode\":\"Delete\","
                        + "\"protection\":\"Disabled\"},\"drift\":{\"mode\":\"Correct\"},\"region\":\"eu-west-1\"}");
    }

    @Test
    void whatIsPinnedCanNotBeChanged() throws Exception {
        Kubectl there = cluster.namespace("pinned");
        there.okWith(
                Stacks.manifest(
                        "pinned",
                        "{region: eu-west-1, environment: prod, account: {id: '111122223333'}, network: {cidr: 10.0.0.0/16}}"),
                "apply",
                "-f",
                "-");
        List<String> refusals = new ArrayList<>();

        for (String change : List.of(
                "{\"region\": \"eu-west-2\"}",
                "{\"environment\": \"test\"}",
                "{\"environment\": null}",
                "{\"account\": {\"id\": \"444455556666\"}}",
                "{\"account\": null}",
                "{\"network\": {\"cidr\": \"10.1.0.0/16\"}}",
                "{\"network\": null}")) {
            refusals.add(there.run(null, "patch", "stack", "pinned", "--type=merge", "-p", "{\"spec\": " + change + "}")
                    .error());
        }

        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).contains("is immutable"));
    }

    @Test
    void everyFieldIsExplained() throws Exception {
        String fields = kubectl.ok("explain", "securestack.spec", "--recursive");

        assertThat(explained("securestack"))
                .contains("A secure stack on AWS: a network, who may talk to whom in it, and how it is kept.");
        assertThat(fields).contains("region", "-required-", "enum: Correct, Report");
        assertThat(explained("securestack.spec.network.nat.mode"))
                .contains("Instance (cheapest), Gateway (AWS's own), or None (private tiers are then isolated).");
    }

    /** In one line, wherever kubectl ends its lines. */
    private static String explained(String path) throws IOException, InterruptedException {
        return kubectl.ok("explain", path).replaceAll("\\s+", " ");
    }
}
