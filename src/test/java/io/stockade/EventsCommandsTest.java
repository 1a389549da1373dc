package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.events.EventsAccount;
import io.stockade.cli.Commands;
import io.stockade.cli.Surroundings;
import io.stockade.cli.Terminal;
import io.stockade.docs.ShellWords;
import io.stockade.graph.Owner;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The way of events is made, shown, put right and taken away, and nothing of anybody else's is touched. */
class EventsCommandsTest {
    private static final Path PAGE = Path.of("docs/events.md");
    private static final boolean REGENERATE = Boolean.getBoolean("stockade.regenerate");
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:stockade-events";
    private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/stockade-events";
    private static final String[] ENABLE = {"events", "enable", "-y", "--region", "eu-west-1"};
    private static final String[] STATUS = {"events", "status", "--region", "eu-west-1"};
    private static final String[] DISABLE = {"events", "disable", "-y", "--region", "eu-west-1"};

    private final EventsAccount account = new EventsAccount();
    private final Map<String, String> environment = new TreeMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void thePageIsAsItGoes() throws IOException {
        List<String> played = new ArrayList<>();
        List<String> page = Files.readAllLines(PAGE);
        for (int line = 0; line < page.size(); line++) {
            played.add(page.get(line));
            if (page.get(line).startsWith("$ stockade events")) {
                List<String> words = ShellWords.of(page.get(line).substring("$ stockade ".length()));
                execute(words.toArray(String[]::new));
                played.addAll(out.toString(StandardCharsets.UTF_8).lines().toList());
                while (!page.get(line + 1).startsWith("$ ")
                        && !page.get(line + 1).startsWith("```")) {
                    line++;
                }
            }
        }
        if (REGENERATE) {
            Files.write(PAGE, played);
        }

        assertThat(Files.readAllLines(PAGE)).isEqualTo(played);
        assertThat(account.asked).hasSizeGreaterThan(20);
    }

    @Test
    void aSecondTimeWritesNothing() {
        execute(ENABLE);
        List<String> first = account.writes();
        account.asked.clear();

        int code = execute(ENABLE);

        assertThat(code).isZero();
        assertThat(first).hasSize(10).startsWith("sqs:CreateQueue", "sqs:TagQueue", "events:PutRule");
        assertThat(account.writes()).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Nothing is to be done.");
    }

    @Test
    void aChangedPolicyIsToldAndPutRightAlone() {
        execute(ENABLE);
        Map<String, String> attributes = attributes();
        String policy = attributes.put("Policy", "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}");
        account.asked.clear();

        int status = execute(STATUS);
        String told = out.toString(StandardCharsets.UTF_8);
        execute(ENABLE);

        assertThat(status).isEqualTo(2);
        assertThat(told.lines().findFirst().orElse(""))
                .startsWith("Queue/stockade-events  Drifted  https://sqs.eu-west-1.")
                .endsWith("its Policy was changed");
        assertThat(account.writes()).containsExactly("sqs:SetQueueAttributes");
        assertThat(attributes).containsEntry("Policy", policy);
    }

    /** AWS gives a policy back as it was written, but other tools write it otherwise. */
    @Test
    void anotherSpellingOfThePolicyIsNoChange() {
        execute(ENABLE);
        attributes().computeIfPresent("Policy", (name, policy) -> policy.replace(":\"sqs:*\"", ": [ \"sqs:*\" ]"));

        assertThat(execute(STATUS)).isZero();
    }

    @Test
    void aKeyOfSomebodysIsEncryptionEnough() {
        execute(ENABLE);
        attributes().put("SqsManagedSseEnabled", "false");
        attributes().put("KmsMasterKeyId", "alias/events");

        assertThat(execute(STATUS)).isZero();
    }

    @Test
    void whateverWasChangedIsPutRight() {
        execute(ENABLE);
        attributes().put("MessageRetentionPeriod", "60");
        attributes().put("SqsManagedSseEnabled", "false");
        EventsAccount.Rule rule = rule();
        rule.state = "DISABLED";
        rule.pattern = "{\"source\": [\"aws.ec2\"]}";
        rule.targets.replaceAll(
                (id, target) -> target.toBuilder().inputPath("$.id").build());

        int status = execute(STATUS);
        String told = out.toString(StandardCharsets.UTF_8);
        execute(ENABLE);

        assertThat(status).isEqualTo(2);
        assertThat(told)
                .contains("MessageRetentionPeriod: expected 86400, actual 60")
                .contains("SqsManagedSseEnabled: expected true, actual false")
                .contains("State: expected ENABLED, actual DISABLED; its EventPattern was changed")
                .contains("Target/stockade-events  Drifted  it sends something else than the event");
        assertThat(execute(STATUS)).isZero();
        assertThat(rule.targets.values().iterator().next().inputPath()).isNull();
    }

    /** A kill between two writes leaves a part, which is found by name and tag. */
    @Test
    void whatWasLeftHalfMadeIsFinished() {
        account.denied = "events:PutTargets";
        int failed = execute(ENABLE);
        String told = out.toString(StandardCharsets.UTF_8);
        account.denied = "";
        account.asked.clear();

        int finished = execute(ENABLE);

        assertThat(failed).isEqualTo(1);
        assertThat(told)
                .contains("PutTargets Target stockade-events: AccessDeniedException: "
                        + "arn:aws:iam::111122223333:user/ann may not do events:PutTargets on " + RULE)
                .contains("missing permission: events:PutTargets")
                .contains("the command can be given again");
        assertThat(finished).isZero();
        assertThat(account.writes())
                .containsExactly(
                        "events:PutTargets",
                        "sqs:CreateQueue",
                        "sqs:TagQueue",
                        "events:PutRule",
                        "events:TagResource",
                        "events:PutTargets");
    }

    @Test
    void aTargetThatIsRefusedInsideAnAnswerIsAnError() {
        account.refusingTargets = true;

        int code = execute(ENABLE);

        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("PutTargets Target stockade-events: InternalFailure: try again");
    }

    /** Also not in the other region, and whichever of the two is in the way. */
    @Test
    void nothingIsWrittenWhereSomebodyElseHasTheName() {
        EventsAccount.Rule theirs = new EventsAccount.Rule();
        theirs.pattern = "{\"source\": [\"aws.s3\"]}";
        account.rules.put("arn:aws:events:us-east-1:111122223333:rule/stockade-events-iam", theirs);

        int code = execute(ENABLE);

        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("error: Rule/stockade-events-iam")
                .contains("it has no tag stockade.dev/installation=default");
        assertThat(account.writes()).isEmpty();
    }

    @Test
    void onlyWhatIsOursIsTakenAway() {
        execute(ENABLE);
        rule().targets
                .put(
                        "theirs",
                        Target.builder().id("theirs").arn("arn:aws:sns:x").build());
        queue().tags().put(Owner.INSTALLATION_TAG, "another");
        account.asked.clear();

        int code = execute(DISABLE);

        assertThat(code).isEqualTo(1);
        assertThat(account.writes()).containsExactly("events:RemoveTargets");
        assertThat(rule().targets).containsOnlyKeys("theirs");
        assertThat(account.queues).containsKey(QUEUE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("it stays, since somebody gave it other targets: theirs")
                .contains("it is left alone");
    }

    /** It serves all regions, so it goes only if that is said. */
    @Test
    void whatIamNeedsStays() {
        execute(ENABLE);

        int code = execute(DISABLE);
        List<String> left = List.copyOf(account.queues.keySet());
        execute("events", "disable", "-y", "--region", "eu-west-1", "--with-iam");

        assertThat(code).isZero();
        assertThat(left).containsExactly("arn:aws:sqs:us-east-1:111122223333:stockade-events-iam");
        assertThat(account.queues).isEmpty();
        assertThat(account.rules).isEmpty();
    }

    @Test
    void eachInstallationHasItsOwn() {
        execute(ENABLE);
        List<String> others = List.of("blue", "blue-iam", "Blue/green", "x".repeat(63), "x".repeat(62) + "y");
        others.forEach(name -> execute("events", "enable", "-y", "--region", "us-east-1", "--installation", name));

        assertThat(account.queues).hasSize(2 + 2 * others.size());
        assertThat(account.queues.keySet())
                .allMatch(arn -> arn.substring(arn.lastIndexOf(':') + 1).matches("stockade-events[\\w-]{0,49}"));
    }

    @Test
    void withoutConsentNothingIsWritten() {
        int dry = execute("events", "enable", "--dry-run", "--region", "eu-west-1");
        int unasked = execute("events", "enable", "--region", "eu-west-1");

        assertThat(dry).isEqualTo(2);
        assertThat(unasked).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("give -y to enable without asking");
        assertThat(account.writes()).isEmpty();
    }

    @Test
    void theRegionIsTheEnvironmentsOrNamed() {
        environment.put("AWS_DEFAULT_REGION", "eu-central-1");
        int known = execute("events", "enable", "-y", "--without-iam");
        int unknown = execute("events", "status", "--region", "nowhere");
        environment.clear();
        int missing = execute("events", "status");

        assertThat(List.of(known, unknown, missing)).containsExactly(0, 1, 1);
        assertThat(account.queues).containsOnlyKeys("arn:aws:sqs:eu-central-1:111122223333:stockade-events");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("name it with --region");
    }

    private EventsAccount.Rule rule() {
        return Objects.requireNonNull(account.rules.get(RULE));
    }

    private EventsAccount.Queue queue() {
        return Objects.requireNonNull(account.queues.get(QUEUE));
    }

    private Map<String, String> attributes() {
        return queue().attributes();
    }

    private int execute(String... arguments) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, new BufferedReader(new StringReader("")), false, false, 24);
        return Commands.create(new Surroundings(terminal, environment, new EventsMachinery(account), duration -> false))
                .execute(arguments);
    }
}
