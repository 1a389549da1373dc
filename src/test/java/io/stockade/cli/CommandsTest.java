package io.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What users see of the commands, to the letter, and how the commands end. */
class CommandsTest {
    private static final String STACKS = """
            {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStackList", "time": "2026-01-01T01:00:00Z",
             "problems": [], "items": [
              {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack",
               "metadata": {"name": "orders", "namespace": "payments", "generation": 3},
               "spec": {"region": "eu-west-1"},
               "status": {
                 "observedGeneration": 3, "phase": "Drifted", "message": "1 difference is being repaired",
                 "conditions": [
                   {"type": "Ready", "status": "False", "reason": "Drifted", "message": "1 of 2 resources is not as declared",
                    "observedGeneration": 3, "lastTransitionTime": "2026-01-01T00:59:48Z"}],
                 "outputs": {"vpcId": "vpc-1", "cidr": "10.40.0.0/16", "subnets": {"app": {"euw1-az1": "subnet-1"}},
                             "securityGroups": {}, "egressAddresses": [], "effectiveAccess": {"app": "Private"}},
                 "resources": {"total": 2, "ready": 1, "unhealthy": []},
                 "drift": {"total": 1, "items": []},
                 "observation": {"time": "2026-01-01T00:59:48Z", "coverage": 100, "problems": []}}},
              {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack",
               "metadata": {"name": "new"}, "spec": {"region": "eu-central-1"}}]}
            """;
    private static final String CHANGES = """
            {"items": [
              {"time": "2026-01-01T00:00:00Z", "stack": "payments/orders", "cause": "ManifestChanged",
               "why": "generation 1", "who": "deployment", "plan": "p1", "total": 42, "calls": 68, "seconds": 104.2, "changes": [
                 {"action": "create", "resource": "Vpc/vpc", "outcome": "done", "message": ""},
                 {"action": "create", "resource": "Subnet/a", "outcome": "done", "message": ""},
                 {"action": "create", "resource": "Subnet/b", "outcome": "done", "message": ""},
                 {"action": "create", "resource": "Subnet/c", "outcome": "done", "message": ""}]},
              {"time": "2026-01-01T00:30:00Z", "stack": "payments/orders", "cause": "Rotation", "why": "LoginRefused",
               "total": 1, "calls": 0, "seconds": 0, "changes": [
                 {"action": "rotate", "resource": "Secret/key", "outcome": "failed", "message": "refused"}]}]}
            """;
    private static final String RESOURCES = """
            {"items": [
              {"resource": "Vpc/main", "id": "vpc-1", "state": "Ready", "needs": []},
              {"resource": "RouteTable/app", "id": "rtb-1", "state": "Ready", "needs": ["Vpc/main"]},
              {"resource": "Route/app/0.0.0.0", "id": "rtb-1/0.0.0.0", "state": "Drifted", "message": "it is gone",
               "needs": ["Vpc/main", "RouteTable/app"]}]}
            """;
    private static final String DRIFTS = """
            {"items": [
              {"key": "0f1e2d3c4b", "resource": "Route/app/0.0.0.0", "id": "rtb-1/0.0.0.0", "field": "target", "expected": "eni-1",
               "actual": "igw-1", "class": "Changed", "severity": "Critical", "firstSeen": "2026-01-01T00:59:48Z",
               "lastSeen": "2026-01-01T00:59:50Z", "timesSeen": 2, "decision": "Correct",
               "doing": "being repaired"}]}
            """;

    private static final String SECRETS = """
            {"items": [
              {"name": "key", "fullName": "/prod/orders/key", "strategy": "Generated", "state": "Current",
               "step": "", "reason": "", "message": "", "attempt": 0, "lastRotation": "2025-12-28T03:00:00Z",
               "nextRotation": "2026-01-04T03:00:00Z", "versions": {"AWSCURRENT": "v1"}},
              {"name": "login", "fullName": "/prod/orders/login", "strategy": "Generated",
               "state": "Failed", "step": "setSecret", "reason": "LoginRefused", "message": "the login was refused",
               "attempt": 2, "lastRotation": "2025-12-01T00:00:00Z", "nextRotation": "2025-12-31T00:00:00Z",
               "versions": {"AWSCURRENT": "v1", "AWSPENDING": "v2"}},
              {"name": "partner-token", "fullName": "/prod/orders/partner-token", "strategy": "None",
               "state": "AwaitingValue", "step": "", "reason": "NoValue", "message": "nobody put a value there",
               "attempt": 0, "versions": {}}]}
            """;

    private static final String CALLS = """
            {"time": "2026-01-01T01:00:00Z",
             "lastHour": {"sent": 4, "writes": 3, "held": 9, "throttled": 0, "failed": 1},
             "actions": [
              {"action": "CreateVpcEndpoint", "account": "111122223333", "region": "eu-west-1",
               "count": {"sent": 3, "writes": 3, "held": 9, "throttled": 0, "failed": 0}},
              {"action": "DescribeVpcs", "account": "111122223333", "region": "eu-west-1",
               "count": {"sent": 1, "writes": 0, "held": 0, "throttled": 0, "failed": 1}}],
             "stacks": [
              {"stack": "payments/orders", "count": {"sent": 3, "writes": 3, "held": 9, "throttled": 0, "failed": 0}},
              {"stack": "shared", "count": {"sent": 1, "writes": 0, "held": 0, "throttled": 0, "failed": 1}}]}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> answers = new TreeMap<>();
    private final Map<String, String> answersAfterDeletion = new TreeMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private HttpServer server = unbound();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String key = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = answers.getOrDefault(key, "{\"message\": \"there is nothing at " + key + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(key) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            if (exchange.getRequestMethod().equals("DELETE")) {
                answers.putAll(answersAfterDeletion);
            }
            exchange.close();
        });
        server.start();
        answers.put("GET /api/v1/stacks", STACKS);
        answers.put("GET /api/v1/stacks/payments/orders/resources", RESOURCES);
        answers.put("GET /api/v1/stacks/payments/orders/drifts", DRIFTS);
        answers.put("GET /api/v1/stacks/payments/orders/events", "{\"items\": []}");
        answers.put("GET /api/v1/stacks/payments/orders/secrets", "{\"items\": []}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void getPrintsATable() {
        assertThat(execute("get")).isZero();
        assertThat(out).hasToString("""
                        NAME              READY     DRIFT   CHECKED   REGION         MESSAGE
                        payments/orders   False     1       12s       eu-west-1      Drifted: 1 difference is being repaired
                        default/new       Unknown   -       never     eu-central-1   waits for its first pass
                        """);
    }

    @Test
    void getPrintsWholeObjects() {
        assertThat(execute("get", "orders", "-o", "yaml")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\n")
                .contains("  phase: Drifted\n");
    }

    @Test
    void describeSaysFirstWhatIsWrong() {
        assertThat(execute("describe", "orders")).isZero();
        assertThat(out).hasToString("""
                        payments/orders  eu-west-1  generation 3

                        What is wrong (observed 12s ago, 100% of its fields)
                          Drifted for 12s  1 of 2 resources is not as declared

                        Conditions
                          TYPE    STATUS   SINCE   REASON    MESSAGE
                          Ready   False    12s     Drifted   1 of 2 resources is not as declared

                        Outputs
                          vpc      vpc-1  10.40.0.0/16
                          subnets  app (private)  euw1-az1=subnet-1

                        Drift (1)
                          CRITICAL  Changed  Route/app/0.0.0.0  target
                              expected  eni-1
                              actual    igw-1
                              key       0f1e2d3c4b
                              seen 12s ago; being repaired

                        Resources (1 of 2 ready)
                          Vpc/main  Ready  vpc-1
                          └─ RouteTable/app  Ready  rtb-1
                             └─ Route/app/0.0.0.0  Drifted  rtb-1/0.0.0.0  it is gone
                        """);
    }

    @Test
    void describeTellsHowSecretsFareAndWhenEachIsRotatedNext() {
        answers.put("GET /api/v1/stacks", STACKS.replace("{\"region\": \"eu-west-1\"}", """
                {"region": "eu-west-1", "secrets": [
                  {"name": "key", "value": {"random": {}}, "rotation": {"schedule": "cron(0 3 ? * SUN *)"}},
                  {"name": "login", "value": {"random": {}}, "rotation": {"every": "30d"}},
                  {"name": "partner-token", "value": {"external": {}}}]}"""));
        answers.put("GET /api/v1/stacks/payments/orders/secrets", SECRETS);

        assertThat(execute("describe", "orders")).isZero();
        assertThat(out).asString().contains("""
                        Secrets (3)
                          NAME            STATE                          STRATEGY    LAST      NEXT       REASON
                          key             Current                        Generated   3d ago    in 3d
                          login           Failed, setSecret, attempt 2   Generated   31d ago   25h late   LoginRefused
                          partner-token   AwaitingValue                  None        never     never      NoValue

                          SECRET   SCHEDULE              NEXT TIMES (UTC)
                          key      cron(0 3 ? * SUN *)   Sun 2026-01-04 03:00, Sun 2026-01-11 03:00, Sun 2026-01-18 03:00
                          login    rate(30 days)         Fri 2026-01-30 00:00, Sun 2026-03-01 00:00, Tue 2026-03-31 00:00
                        """);
    }

    @Test
    void rotateSaysWhatWasAskedFor() {
        answers.put("POST /api/v1/stacks/payments/orders/secrets/key/rotate", """
                {"stack": "payments/orders", "secret": "key", "request": "2026-01-01T01:00:00Z",
                 "message": "secret key of payments/orders is rotated now"}""");

        assertThat(execute("rotate", "orders", "key")).isZero();
        assertThat(out)
                .hasToString("secret key of payments/orders is rotated now; 'stockade describe payments/orders' tells"
                        + " how it goes\n");
        assertThat(execute("rotate", "orders", "a/b c")).isEqualTo(1);
        assertThat(error).asString().contains("secrets/a%2Fb%20c/rotate");
    }

    @Test
    void anUnknownStackIsNamedWithThoseThatThereAre() {
        assertThat(execute("describe", "odrers")).isEqualTo(1);
        assertThat(error).hasToString("error: there is no stack 'odrers'; there is: payments/orders, default/new\n");
    }

    @Test
    void anUnknownCommandIsToldTheNearest() {
        assertThat(execute("aply")).isEqualTo(1);
        assertThat(error).hasToString("""
                        error: there is no command 'aply'; did you mean 'apply'?
                        'stockade --help' says what there is
                        """);
    }

    @Test
    void aServiceThatDoesNotAnswerIsNoStackTrace() {
        server.stop(0);

        assertThat(execute("get")).isEqualTo(1);
        assertThat(error)
                .asString()
                .startsWith("error: no service answers at http://127.0.0.1:")
                .contains("stockade run");
    }

    @Test
    void aRoleThatIsNotAllowedIsRefusedWhereverTheListIsKnown() throws IOException {
        Path manifest =
                manifest("spec: {region: eu-west-1, account: {roleArn: \"arn:aws:iam::111122223333:role/admin\"}}");
        Path roles = Files.writeString(
                folder.resolve("roles"), "# ours\narn:aws:iam::111122223333:role/stockade-* # a comment\n\n");

        int validated = execute("validate", "-f", manifest.toString(), "--roles", roles.toString());
        int planned = execute("plan", "-f", manifest.toString(), "--sandbox", "--roles", roles.toString());

        assertThat(List.of(validated, planned)).containsExactly(1, 1);
        assertThat(error)
                .asString()
                .contains("RoleNotAllowed: spec.account.roleArn is", "(arn:aws:iam::111122223333:role/stockade-*)");
        assertThat(execute("validate", "-f", manifest.toString(), "--allow-role", "arn:aws:iam::*:role/admin"))
                .isZero();
        assertThat(execute("run", "--folder", folder.toString(), "--allow-role", "admin"))
                .isEqualTo(1);
        assertThat(error).asString().contains("'admin' is no pattern of role ARNs");
    }

    @Test
    void planEndsByWhatItFound() throws IOException {
        Path manifest = manifest("spec: {region: eu-west-1}");
        answers.put(
                "POST /api/v1/plan",
                "{\"stack\": \"default/orders\", \"id\": \"1\", \"changes\": true, \"text\": \"Plan: 1 to create\","
                        + " \"exposure\": \"nothing reaches it\"}");
        assertThat(execute("plan", "-f", manifest.toString())).isEqualTo(2);
        assertThat(out).hasToString("Plan: 1 to create\nnothing reaches it\n");

        answers.put(
                "POST /api/v1/plan",
                "{\"stack\": \"default/orders\", \"id\": \"1\", \"changes\": false, \"text\": \"No changes.\","
                        + " \"exposure\": \"\"}");
        assertThat(execute("plan", "-f", manifest.toString())).isZero();
        assertThat(execute("plan", "-f", manifest("spec: {regio: x}").toString()))
                .isEqualTo(1);
    }

    @Test
    void applyAsksNobodyWhereNobodyIs() throws IOException {
        answers.put(
                "POST /api/v1/plan",
                "{\"stack\": \"default/orders\", \"id\": \"1\", \"changes\": true, \"text\": \"x\", \"exposure\": \"\"}");

        assertThat(execute("apply", "-f", manifest("spec: {region: eu-west-1}").toString()))
                .isEqualTo(1);
        assertThat(error).asString().contains("nothing was applied; give -y");
    }

    @Test
    void deleteSaysWhatStaysOfARetainedStack() {
        answers.put("GET /api/v1/stacks", STACKS.replace("{\"region\": \"eu-central-1\"}", """
                {"region": "eu-central-1", "deletion": {"mode": "Retain"}}"""));
        answers.put("GET /api/v1/stacks/default/new/events", """
                {"items": [{"time": "2026-01-01T00:59:48Z", "stack": "default/new", "type": "Normal",
                            "reason": "Retained", "message": "2 things stay in AWS"}]}""");
        answers.put("DELETE /api/v1/stacks/default/new", """
                {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack", "metadata": {"name": "new"},
                 "spec": {"region": "eu-central-1"}}""");
        answersAfterDeletion.put("GET /api/v1/stacks", STACKS.replace("\"new\"", "\"other\""));

        assertThat(execute("delete", "new", "-y")).isZero();
        assertThat(out).hasToString("""
                        default/new is being forgotten
                        default/new is forgotten: 2 things stay in AWS
                        """);
    }

    /** A service that was restarted since has no events of it. */
    @Test
    void deleteWaitsForAStackOfWhoseEndNothingIsKnown() {
        answers.put("DELETE /api/v1/stacks/default/new", """
                {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack", "metadata": {"name": "new"},
                 "spec": {"region": "eu-central-1"}}""");
        answersAfterDeletion.put("GET /api/v1/stacks", STACKS.replace("\"new\"", "\"other\""));

        int code = execute("delete", "new", "-y", "--wait");

        assertThat(error.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        assertThat(out).hasToString("""
                        default/new is being deleted
                        default/new is gone
                        """);
    }

    @Test
    void permissionsAsksForTheAccountUnlessTheManifestNamesIt() throws IOException {
        Path pinned = manifest("spec: {region: eu-west-1, account: {id: \"111122223333\"}}");

        assertThat(execute("permissions", "-f", pinned.toString(), "--installation", "blue"))
                .isZero();
        assertThat(out).hasToString("all for 111122223333 blue\n");
        assertThat(error.toString(StandardCharsets.UTF_8))
                .contains("read-only and network")
                .contains("2 managed policies: --into FOLDER writes them");

        assertThat(execute(
                        "permissions",
                        "-f",
                        manifest("spec: {region: eu-west-1}").toString()))
                .isEqualTo(1);
        assertThat(error.toString(StandardCharsets.UTF_8)).contains("--account");
    }

    @Test
    void permissionsWritesAsManyPoliciesAsIamDemands() throws IOException {
        Path into = folder.resolve("policies");
        Path open = manifest("spec: {region: eu-west-1}");

        int code =
                execute("permissions", "-f", open.toString(), "--account", "111122223333", "--into", into.toString());

        assertThat(code).isZero();
        assertThat(into.resolve("stockade-1.json")).hasContent("one");
        assertThat(into.resolve("stockade-2.json")).hasContent("two");
    }

    @Test
    void validateListsEveryProblem() throws IOException {
        Path broken = manifest("spec: {regio: eu-west-1}");

        assertThat(execute("validate", "-f", broken.toString())).isEqualTo(1);
        assertThat(error).asString().contains("did you mean 'region'?").contains("stockade explain FIELD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mode=standalone | --folder DIR is missing",
                "--mode=standalone --folder . --selector a=b | --selector goes with --mode=kubernetes only",
                "--mode=kubernetes --folder . | --folder goes without --mode=kubernetes only",
                "--mode=kubernetes --state . | --state goes with --sandbox or --alerts only",
                "--mode=kubernetes --namespace all --namespace payments | either 'all' or the names of some",
            })
    void runRefusesWhatMakesNoSenseInItsMode(String arguments, String message) {
        String[] command = ("run " + arguments).split(" ");

        assertThat(execute(command)).isEqualTo(1);

        assertThat(error).asString().contains(message);
    }

    @Test
    void runRefusesToServeEverybody() {
        assertThat(execute("run", "--folder", folder.toString(), "--host", "0.0.0.0"))
                .isEqualTo(1);
        assertThat(error).asString().contains("--token-file");
    }

    /** The door lets nobody else in than who asks for health and metrics. */
    @Test
    void runServesAClusterWithoutAToken() {
        assertThat(execute("run", "--mode", "kubernetes", "--host", "0.0.0.0", "--sandbox-speed", "2"))
                .isEqualTo(1);
        assertThat(error).asString().contains("--sandbox-speed").doesNotContain("--token-file");
    }

    @Test
    void callsAreCountedByActionAndByStack() {
        answers.put("GET /api/v1/calls", CALLS);
        answers.put("GET /api/v1/calls?stack=payments%2Forders", CALLS);

        assertThat(execute("calls")).isZero();
        assertThat(out).hasToString("""
                        ACTION              ACCOUNT        REGION      SENT   HELD   THROTTLED   FAILED
                        CreateVpcEndpoint   111122223333   eu-west-1   3      9      0           0
                        DescribeVpcs        111122223333   eu-west-1   1      0      0           1
                        all                                            4      9      0           1

                        STACK             SENT   HELD   THROTTLED   FAILED
                        payments/orders   3      9      0           0
                        shared            1      0      0           1
                        """);
        assertThat(execute("calls", "orders", "-o", "json")).isZero();
        assertThat(out).asString().contains("\"held\" : 9");
    }

    @Test
    void historySaysWhatWasDoneAndWhy() {
        answers.put("GET /api/v1/stacks/payments/orders/changes", CHANGES);

        assertThat(execute("history", "orders")).isZero();
        assertThat(out).hasToString("""
                        TIME                   CAUSE             WHY            WHO          TOOK   CALLS   PLAN   CHANGES
                        2026-01-01T00:00:00Z   ManifestChanged   generation 1   deployment   104s   68      p1     create Vpc/vpc, create Subnet/a, create Subnet/b and 39 more
                        2026-01-01T00:30:00Z   Rotation          LoginRefused                0s     0              rotate Secret/key (failed)
                        """);
        assertThat(execute("history", "payments/orders", "-o", "json")).isZero();
        assertThat(out).asString().contains("\"cause\" : \"ManifestChanged\"");
    }

    @Test
    void explainAndHelpNeedNothing() {
        assertThat(execute("explain", "spec.network.nat.mode")).isZero();
        assertThat(out).asString().startsWith("spec.network.nat.mode");
        assertThat(execute("plan", "--help")).isZero();
        assertThat(execute("version")).isZero();
        assertThat(execute("explain", "spec.network.nat.mod")).isEqualTo(1);
        assertThat(error).asString().contains("did you mean 'spec.network.nat.mode'?");
    }

    @Test
    void theOnlyOneThatIsMadeIsAsItIsAmongAll() {
        CommandLine all = ParsedCommands.create();

        Map<String, CommandLine> alone = all.getSubcommands().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> ParsedCommands.create(name, "--help")));

        assertThat(alone).allSatisfy((name, line) -> {
            assertThat(line.getSubcommands()).containsOnlyKeys(name);
            assertThat(usage(line, name)).isEqualTo(usage(all, name));
        });
        assertThat(ParsedCommands.create("gte").getSubcommands()).hasSameSizeAs(all.getSubcommands());
    }

    private static String usage(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name)).getUsageMessage();
    }

    private int execute(String... arguments) {
        out.reset();
        error.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                false,
                false,
                24);
        Map<String, String> environment = Map.of(
                "STOCKADE_SERVER", "http://127.0.0.1:" + server.getAddress().getPort());
        return Commands.create(new Surroundings(terminal, environment, new NoMachinery(), duration -> false), arguments)
                .execute(arguments);
    }

    private Path manifest(String spec) throws IOException {
        return Files.writeString(
                folder.resolve("orders.yaml"),
                "apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {name: orders}\n" + spec + "\n");
    }

    private static HttpServer unbound() {
        try {
            return HttpServer.create();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Nothing of the product behind the commands. */
    private static final class NoMachinery implements Machinery {
        @Override
        public PlanReply plan(SecureStack stack, boolean sandbox) {
            return new PlanReply(stack.key(), "1", true, "x", "", null);
        }

        @Override
        public Rights rights(SecureStack stack, String account, String installation, boolean readOnly) {
            String asked = account + " " + installation + (readOnly ? " read-only" : "");
            return new Rights(List.of("read-only", "network"), "all for " + asked + "\n", List.of("one\n", "two\n"));
        }

        @Override
        public EventsReport events(EventsTask task, EventsUse use) {
            throw new UnsupportedOperationException("EventsCommandsTest has these");
        }

        @Override
        public int run(RunOptions options) {
            return 0;
        }

        @Override
        public int demo(DemoOptions options) {
            return 0;
        }
    }
}
