package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** A stack with secrets of every form: it comes up in order, stays, goes but for what can be restored, and comes back. */
class SecretStackTest {
    private static final SecureStack EXAMPLE = Simulation.example("secrets");
    private static final String STACK = EXAMPLE.key();

    private static AwsClients console(Simulation simulation) {
        return SandboxClients.of(simulation.sandbox.as(Tampering.PRINCIPAL), Simulation.ACCOUNT, Console.REGION);
    }

    /** With a value for what nobody but a person fills. */
    private static void build(Simulation simulation, SecureStack manifest) {
        Account.furnish(simulation);
        simulation.apply(manifest);
        simulation.untilReady(STACK);
        fill(simulation);
        // Until AWS has tried the functions, for which it labels a version for a while.
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(2)));
        simulation.sweep(STACK);
        simulation.untilReady(STACK);
    }

    private static void fill(Simulation simulation) {
        simulation.act(() -> console(simulation)
                .secretsManager()
                .putSecretValue(request ->
                        request.secretId("/prod/orders/partner-token").secretString("given by the partner")));
    }

    private static List<SecretListEntry> secrets(Simulation simulation) {
        return simulation.time.call(() -> console(simulation)
                .secretsManager()
                .listSecrets(request -> request.includePlannedDeletion(true))
                .secretList());
    }

    /** ARN and current version, by name. */
    private static Map<String, String> values(Simulation simulation) {
        Map<String, String> values = new TreeMap<>();
        secrets(simulation)
                .forEach(secret -> secret.secretVersionsToStages().forEach((version, stages) -> {
                    if (stages.contains("AWSCURRENT")) {
                        values.put(secret.name(), secret.arn() + " " + version);
                    }
                }));
        return values;
    }

    private static List<String> actions(List<JournalEntry> calls) {
        return calls.stream().map(JournalEntry::action).toList();
    }

    @Test
    void comesUpInOrderAndStays() {
        try (Simulation simulation = new Simulation()) {
            build(simulation, EXAMPLE);
            List<JournalEntry> writes = simulation.writes(0);
            long built = simulation.sandbox.journal().sequence();

            for (int sweep = 0; sweep < 3; sweep++) {
                simulation.sweep(STACK);
            }

            // Lambda sees a new role only after a while.
            assertThat(writes)
                    .filteredOn(write -> !write.succeeded())
                    .extracting(JournalEntry::action)
                    .allMatch("CreateFunction"::equals);
            assertThat(values(simulation)).hasSize(5);
            assertInOrder(writes);
            assertThat(simulation.writes(built)).isEmpty();
            assertThat(simulation.defects).isEmpty();
        }
    }

    /** AWS tries a function as it begins to rotate by it: nothing that it needs may come later. */
    private static void assertInOrder(List<JournalEntry> writes) {
        List<String> actions = actions(writes);
        Instant rotated = writes.get(actions.lastIndexOf("RotateSecret")).time();
        Duration endpoint = SandboxSettings.defaults().delays().endpoint();
        assertThat(actions.indexOf("RotateSecret")).isGreaterThan(actions.indexOf("PutSecretValue"));
        assertThat(actions.lastIndexOf("RotateSecret"))
                .isGreaterThan(actions.lastIndexOf("AddPermission"))
                .isGreaterThan(actions.lastIndexOf("AuthorizeSecurityGroupEgress"));
        assertThat(rotated)
                .isAfter(writes.get(actions.lastIndexOf("CreateVpcEndpoint"))
                        .time()
                        .plus(endpoint));
    }

    @Test
    void goesButForSecretsThatCanBeRestoredAndRestoresThem() {
        try (Simulation simulation = new Simulation()) {
            build(simulation, EXAMPLE);
            Map<String, String> before = values(simulation);

            simulation.delete(STACK);
            simulation.until(
                    STACK, Duration.ofHours(2), status -> status.phase().equals("Deleted"));
            assertNothingLeft(simulation);
            assertThat(simulation.status(STACK).message())
                    .startsWith(
                            "nothing is left but for what AWS keeps for its recovery window: Secret/orders-db (it is"
                                    + " deleted, and can be restored until 2027-")
                    .contains("Secret/signing-key (");
            long gone = simulation.sandbox.journal().sequence();
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofHours(3)));
            assertThat(simulation.calls(gone))
                    .as("nobody looks after what is gone")
                    .isEmpty();
            simulation.apply(EXAMPLE);
            simulation.untilReady(STACK);

            assertThat(values(simulation)).isEqualTo(before);
            assertThat(actions(simulation.writes(gone)))
                    .contains("RestoreSecret")
                    .doesNotContain("CreateSecret", "PutSecretValue");
            assertThat(simulation.defects).isEmpty();
        }
    }

    private static void assertNothingLeft(Simulation simulation) {
        AwsClients console = console(simulation);
        simulation.act(() -> {
            assertThat(console.ec2().describeVpcs().vpcs()).isEmpty();
            assertThat(console.iam().listRoles().roles())
                    .noneMatch(role -> role.roleName().startsWith("stockade-"));
            assertThat(console.iam().listPolicies().policies())
                    .noneMatch(policy -> policy.policyName().startsWith("stockade-"));
            assertThat(console.lambda().listFunctions().functions())
                    .noneMatch(function -> function.functionName().startsWith("stockade-"));
        });
        assertThat(secrets(simulation)).hasSize(5).allMatch(secret -> secret.deletedDate() != null);
    }

    @Test
    void aSecretGoesWithApprovalOnlyAndComesBackWithItsValue() throws IOException {
        String yaml = Files.readString(Path.of("docs/examples/secrets.yaml"));
        int from = yaml.indexOf("    - name: signing-key");
        int to = yaml.indexOf("    - name: orders-db");
        SecureStack less = Simulation.manifest(yaml.substring(0, from) + yaml.substring(to));
        try (Simulation simulation = new Simulation()) {
            build(simulation, EXAMPLE);
            Map<String, String> before = values(simulation);
            long built = simulation.sandbox.journal().sequence();

            simulation.apply(less);
            assertThat(simulation.untilSettled(STACK).is("AwaitingApproval")).isTrue();
            assertThat(simulation.writes(built)).isEmpty();
            simulation.agree(STACK);
            long retired = simulation.sandbox.journal().sequence();
            simulation.sweep(STACK);
            assertThat(simulation.writes(retired)).isEmpty();
            simulation.apply(EXAMPLE);
            simulation.untilSettled(STACK);

            assertThat(actions(simulation.writes(built))).containsOnlyOnce("DeleteSecret", "RestoreSecret");
            assertThat(values(simulation)).isEqualTo(before);
            assertThat(simulation.defects).isEmpty();
        }
    }

    @Test
    void aStackWithoutSecretsAsksForNone() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example("minimal"));
            simulation.untilReady(stack);
            simulation.time.runUntil(simulation.time.now().plusSeconds(60));
            long built = simulation.sandbox.journal().sequence();

            simulation.sweep(stack);

            assertThat(actions(simulation.calls(built))).doesNotContain("ListSecrets", "ListFunctions", "ListPolicies");
        }
    }
}
