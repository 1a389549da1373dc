package io.stockade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.policy.AlertRights;
import io.stockade.aws.policy.Capability;
import io.stockade.aws.policy.EventRights;
import io.stockade.aws.policy.Policy;
import io.stockade.aws.policy.Statement;
import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files under {@code deploy/iam} are what the catalogue says, and IAM takes them. */
class PolicyFilesTest {
    private static final Path FOLDER = Path.of("deploy/iam");
    private static final Pattern WRITTEN_BY_HAND = Pattern.compile("(trust-|assume-roles).*");

    @Test
    void areUpToDate() throws IOException {
        for (Map.Entry<String, String> file : expected().entrySet()) {
            GoldenFolders.assertMatches(FOLDER.resolve(file.getKey()), file.getValue(), "PolicyFilesTest");
        }
    }

    @Test
    void areAllThereIs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json")
                                    && !WRITTEN_BY_HAND.matcher(name).matches()))
                    .containsExactlyInAnyOrderElementsOf(expected().keySet());
        }
    }

    @Test
    void areWithinTheLimitOfManagedPolicies() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Capability capability : Capability.values()) {
            sizes.put(capability.toString(), Policy.of(List.of(capability)).size());
        }
        sizes.put("events", EventRights.ofService().size());
        sizes.put("events-setup", EventRights.ofSetup().size());
        all().parts()
                .forEach(part ->
                        sizes.put("all, from " + part.statements().get(0).sid(), part.size()));

        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(Policy.MOST_CHARACTERS));
        assertThat(all().parts().size()).as("a role takes ten policies").isLessThanOrEqualTo(10);
    }

    /** A message that names a statement must mean one. */
    @Test
    void nameEachStatementOnce() {
        List<Statement> all = all().statements();

        assertThat(all).extracting(Statement::sid).doesNotHaveDuplicates().allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
    }

    /** Only reads, and what AWS can't or needn't narrow, for the reasons that stand beside them. */
    @Test
    void putAConditionOnEverythingThatWrites() {
        List<Statement> unconditional = all().statements().stream()
                .filter(statement -> statement.conditions().isEmpty())
                .toList();

        assertThat(unconditional)
                .extracting(Statement::sid)
                .containsExactlyInAnyOrder(
                        "Read",
                        "ReadGroups",
                        "ListRoles",
                        "ReadRoles",
                        "ListSecrets",
                        "ReadSecrets",
                        "ReadPolicies",
                        "ListFunctions",
                        "ReadFunctions",
                        "ReadImageParameter",
                        "DetachFromAnywhere",
                        "NameEndpoint");
    }

    @Test
    void everyCapabilityButTheFirstNeedsIt() {
        for (Capability capability : Capability.values()) {
            boolean reads = capability.statements().stream()
                    .flatMap(statement -> statement.actions().stream())
                    .anyMatch(action -> action.contains(":Describe"));
            assertThat(reads).as(capability.toString()).isEqualTo(capability == Capability.READ_ONLY);
        }
    }

    private static Policy all() {
        return Policy.of(List.of(Capability.values()));
    }

    private static Map<String, String> expected() {
        Map<String, String> files = new TreeMap<>();
        for (Capability capability : Capability.values()) {
            files.put(capability + ".json", Policy.of(List.of(capability)).json());
        }
        files.put("alerts.json", AlertRights.ofService().json());
        files.put("events.json", EventRights.ofService().json());
        files.put("events-setup.json", EventRights.ofSetup().json());
        List<Policy> parts = all().parts();
        for (int number = 1; number <= parts.size(); number++) {
            files.put("all-" + number + ".json", parts.get(number - 1).json());
        }
        return files;
    }
}
