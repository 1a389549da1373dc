package io.stockade.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.alert.Channels.Outcome;
import io.stockade.alert.Channels.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What topics and buses are sent is what AWS takes and filters by, and arrives at least once. */
class AwsSinksTest {
    private static final String TOPIC =
            "sinks: [{name: people, type: sns, topic: 'arn:aws:sns:eu-west-1:111122223333:alerts'}]\n";
    private static final String BUS =
            "sinks: [{name: bus, type: eventbridge, bus: 'arn:aws:events:eu-west-1:111122223333:event-bus/default'}]\n";
    private static final Outcome DOWN = new Outcome(State.DOWN, "no topic", null);
    private static final Outcome REFUSED = new Outcome(State.REFUSED, "too odd", null);

    /** What AWS takes: docs.aws.amazon.com/sns/latest/api/API_Publish.html. */
    private static final int LIMIT = 262_144;

    @TempDir
    Path home;

    @Test
    void aTopicGetsAnEventForProgramsATextForPeopleAndWhatToFilterBy() throws JsonProcessingException {
        try (AlertLab lab = new AlertLab(home, TOPIC)) {
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc tags", Severity.CRITICAL));

            lab.pass(Duration.ofSeconds(20));

            assertThat(lab.mailbox.published).hasSize(1);
            Channels.Publication sent = lab.mailbox.published.get(0);
            assertThat(sent.topicArn()).isEqualTo("arn:aws:sns:eu-west-1:111122223333:alerts");
            assertThat(sent.group()).isEqualTo("payments/orders");
            assertThat(sent.attributes())
                    .containsEntry("severity", "Critical")
                    .containsEntry("kind", "Drift")
                    .containsEntry("stack", "payments/orders")
                    .containsEntry("environment", "prod")
                    .containsEntry("type", "dev.stockade.alert.raised.v1")
                    .hasSize(5);
            assertThat(sent.subject())
                    .isEqualTo("Raised: Critical Drift in payments/orders (prod): Changed Vpc/vpc tags");
            assertThat(sent.texts().get("email")).startsWith(sent.subject() + "\n");
            assertThat(event(sent).path("id").asText()).isEqualTo(sent.id());
        }
    }

    @Test
    void aBusGetsTheEventAsDetail() throws JsonProcessingException {
        try (AlertLab lab = new AlertLab(home, BUS)) {
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc tags", Severity.HIGH));

            lab.pass(Duration.ofSeconds(20));

            assertThat(lab.mailbox.put).singleElement().satisfies(event -> {
                assertThat(event.source()).isEqualTo("stockade");
                assertThat(event.type()).isEqualTo("dev.stockade.alert.raised.v1");
                assertThat(json(event.detail()).at("/data/severity").asText()).isEqualTo("High");
            });
        }
    }

    @Test
    void subjectsAreAsSnsTakesThem() {
        String subject = SnsSink.subject("Raised: \u00fcber\t" + "x".repeat(200) + "\nsecond line");

        assertThat(subject).hasSize(100).startsWith("Raised: ?ber?x").endsWith("x...");
    }

    @Test
    void aTopicThatIsDownForAnHourWithARestartInBetweenLosesNothing() {
        try (AlertLab lab = new AlertLab(home, TOPIC)) {
            lab.mailbox.otherwise = DOWN;
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
            lab.pass(Duration.ofMinutes(30));
            lab.restart();
            lab.pass(Duration.ofMinutes(30));
            lab.mailbox.otherwise = Outcome.ARRIVED;

            lab.pass(Duration.ofMinutes(10));

            assertThat(lab.mailbox.published)
                    .extracting(sent -> sent.attributes().get("type"))
                    .containsExactly("dev.stockade.alert.raised.v1");
            assertThat(lab.desk().report().sinks())
                    .singleElement()
                    .satisfies(sink -> assertThat(sink.waiting()).isZero());
        }
    }

    @Test
    void oneThatIsRefusedHoldsUpNoOther() {
        try (AlertLab lab = new AlertLab(home, TOPIC)) {
            lab.mailbox.answers.add(REFUSED);
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/a", Severity.HIGH), lab.drift("Vpc/b", Severity.HIGH));

            lab.pass(Duration.ofSeconds(11));
            int before = lab.mailbox.published.size();
            lab.pass(Duration.ofMinutes(1));

            assertThat(before).isEqualTo(1);
            assertThat(lab.mailbox.published).hasSize(2);
        }
    }

    @Test
    void whatAsksForTimeGetsIt() {
        try (AlertLab lab = new AlertLab(home, BUS)) {
            lab.mailbox.answers.add(new Outcome(State.DOWN, "ThrottlingException", Duration.ofMinutes(5)));
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/a", Severity.HIGH));

            lab.pass(Duration.ofMinutes(5));
            int before = lab.mailbox.put.size();
            lab.pass(Duration.ofMinutes(1));

            assertThat(before).isZero();
            assertThat(lab.mailbox.put).hasSize(1);
        }
    }

    /** Quotation marks count twice, since the text is one inside JSON. */
    @Test
    void aDigestThatIsTooLargeComesInPieces() throws JsonProcessingException {
        Mailbox mailbox = new Mailbox();

        send(new SnsSink(mailbox, "arn", "default"), digest());

        Set<String> told = new TreeSet<>();
        for (Channels.Publication piece : mailbox.published) {
            assertThat(bytes(new ObjectMapper().writeValueAsString(piece.texts())))
                    .isLessThan(LIMIT);
            event(piece)
                    .at("/data/alerts")
                    .forEach(alert -> told.add(alert.path("id").asText()));
        }
        assertThat(mailbox.published.size()).isGreaterThan(1);
        assertThat(mailbox.published.stream().map(Channels.Publication::id)).doesNotHaveDuplicates();
        assertThat(told).hasSize(200);
    }

    @Test
    void onlyPiecesThatFailedArePutAgain() {
        Mailbox mailbox = new Mailbox();
        EventBridgeSink sink = new EventBridgeSink(mailbox, "arn", "default");
        Message digest = digest();
        mailbox.answers.addAll(List.of(Outcome.ARRIVED, DOWN));

        String first = send(sink, digest);
        int before = mailbox.put.size();
        String second = send(sink, digest);

        assertThat(first).isEqualTo("no topic");
        assertThat(second).isEmpty();
        assertThat(before).isPositive();
        assertThat(mailbox.put.size()).isEqualTo(before + 1);
        assertThat(mailbox.put.stream().map(Channels.Event::detail).distinct().count())
                .isEqualTo(mailbox.put.size());
        assertThat(mailbox.put.stream().mapToInt(event -> bytes(event.detail())))
                .allMatch(size -> size < LIMIT);
    }

    /** With labels that are longer than anybody's. */
    private static Message digest() {
        StackFacts stack = new StackFacts("payments/orders", "prod", new TreeMap<>(Map.of("note", "\"".repeat(9_000))));
        List<Notice> notices = IntStream.range(0, 200)
                .mapToObj(each -> {
                    Finding finding = new Finding(
                            AlertKind.DRIFT, "Route/" + each, Severity.HIGH, "Changed", "detail", AlertLab.START);
                    return new Notice(Notice.Happening.RAISED, Alert.of(stack, finding), AlertLab.START);
                })
                .toList();
        return Message.of("people", notices, AlertLab.START);
    }

    /** @return why it did not arrive; empty if it did */
    private static String send(Sink sink, Message message) {
        try {
            sink.send(message);
            return "";
        } catch (UndeliveredException failed) {
            return failed.why();
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode event(Channels.Publication publication) throws JsonProcessingException {
        return json(Objects.requireNonNull(publication.texts().get("default")));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
