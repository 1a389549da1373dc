package io.stockade.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sinks send is what its receivers take, and proves who sent it. */
class SinksTest {
    @TempDir
    Path home;

    private static Message message(AlertLab lab, String title) {
        Finding finding = new Finding(AlertKind.STALLED, "WrongAccount", Severity.HIGH, title, "detail", lab.now());
        Alert alert = Alert.of(AlertLab.ORDERS, finding).raisedAt(lab.now());
        return Message.of("pager", List.of(new Notice(Notice.Happening.RAISED, alert, lab.now())), lab.now());
    }

    @Test
    void aWebhookGetsACloudEvent() {
        try (AlertLab lab = new AlertLab(home, AlertLab.WEBHOOK)) {
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc tags", Severity.CRITICAL));

            lab.pass(Duration.ofSeconds(20));

            Receiver.Request request = lab.receiver.taken().get(0);
            assertThat(request.type()).isEqualTo("application/cloudevents+json; charset=utf-8");
            String id = request.json().path("id").asText();
            String alert = request.json().at("/data/id").asText();
            assertThat(request.body()).isEqualTo("""
                    {"specversion":"1.0","id":"%s","source":"/stockade/default","type":"dev.stockade.alert.raised.v1",\
                    "time":"2027-01-01T00:00:00Z","datacontenttype":"application/json","subject":"payments/orders",\
                    "data":{"id":"%s","happened":"Raised","at":"2027-01-01T00:00:00Z","stack":"payments/orders",\
                    "environment":"prod","labels":{"team":"payments"},"severity":"Critical","kind":"Drift",\
                    "subject":"Vpc/vpc tags","title":"Changed Vpc/vpc tags","detail":"expected: a; actual: b",\
                    "since":"2027-01-01T00:00:00Z"}}""".formatted(id, alert));
        }
    }

    /** As a receiver would check it, by what the documentation says. */
    @Test
    void aWebhookIsSigned() throws GeneralSecurityException {
        try (AlertLab lab = new AlertLab(home, AlertLab.WEBHOOK)) {
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.CRITICAL));

            lab.pass(Duration.ofSeconds(20));

            Receiver.Request request = lab.receiver.taken().get(0);
            long sent = AlertLab.START.plusSeconds(10).getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(AlertLab.KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of()
                    .formatHex(mac.doFinal((sent + "." + request.body()).getBytes(StandardCharsets.UTF_8)));
            assertThat(request.signature()).isEqualTo("t=" + sent + ",v1=" + expected);
        }
    }

    @Test
    void slackGetsATextInWhichNothingIsACommand() throws UndeliveredException {
        try (AlertLab lab = new AlertLab(home, AlertLab.WEBHOOK)) {
            SlackSink slack = new SlackSink(Post.create(), Reference.plain(lab.receiver.url()));

            slack.send(message(lab, "<!channel> & <https://evil.example|click>"));

            assertThat(lab.receiver.taken().get(0).body())
                    .isEqualTo("{\"text\":\"Raised: High Stalled in payments/orders (prod):"
                            + " &lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;\\ndetail\"}");
        }
    }

    @Test
    void aDigestForPeopleCountsAndShowsTheWorst() {
        List<Notice> notices = new ArrayList<>();
        try (AlertLab lab = new AlertLab(home, AlertLab.WEBHOOK)) {
            for (int each = 0; each < 12; each++) {
                Severity severity = each == 11 ? Severity.CRITICAL : Severity.LOW;
                Alert alert = Alert.of(AlertLab.stack("payments/o" + each % 3), lab.drift("Route/" + each, severity));
                notices.add(new Notice(Notice.Happening.RAISED, alert, lab.now()));
            }

            String text = Wording.text(Message.of("pager", notices, lab.now()));

            assertThat(text.lines())
                    .hasSize(12)
                    .startsWith(
                            "12 alerts of 3 stacks: 12 raised; 1 Critical Drift, 11 Low Drift",
                            "Raised: Critical Drift in payments/o2 (prod): Changed Route/11")
                    .endsWith("and 2 more; 'stockade get' and 'stockade describe' show what is open");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alerts.example/T0-very-secret",
                "https://user:very-secret@alerts.example/",
                "https://no such host/very-secret",
                "file:///very-secret",
                "http://127.0.0.1:1/very-secret"
            })
    void whatIsNotSentToIsNotQuoted(String url) {
        Sink slack = new SlackSink(Post.create(), Reference.plain(url));
        try (AlertLab lab = new AlertLab(home, AlertLab.WEBHOOK)) {
            assertThatThrownBy(() -> slack.send(message(lab, "title")))
                    .isInstanceOf(UndeliveredException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("very-secret");
        }
        assertThat(slack.toString()).doesNotContain("very-secret");
    }

    @Test
    void nothingOfAnAddressIsLogged() {
        Logger root = Logger.getLogger("");
        List<String> heard = new ArrayList<>();
        Handler ear = ear(heard);
        Level before = root.getLevel();
        root.addHandler(ear);
        root.setLevel(Level.ALL);
        try (AlertLab lab = new AlertLab(home, AlertLab.WEBHOOK)) {
            lab.receiver.answer(500);
            lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

            lab.pass(Duration.ofMinutes(1));
        } finally {
            root.setLevel(before);
            root.removeHandler(ear);
        }
        assertThat(heard).anyMatch(line -> line.contains("sink pager did not take message"));
        assertThat(heard)
                .filteredOn(line -> line.contains("very-secret") || line.contains(AlertLab.KEY))
                // The receiver of the test is in this process too.
                .filteredOn(line -> !line.startsWith("POST /hook"))
                .isEmpty();
    }

    private static Handler ear(List<String> heard) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                heard.add(entry.getMessage() + " " + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void aKeyIsReadAnewEachTime() throws UndeliveredException {
        Map<String, String> environment = new TreeMap<>(Map.of("KEY", "one"));
        Reference key = Reference.environment("KEY", environment::get);
        String first = key.reveal();

        environment.put("KEY", "two\n");

        assertThat(List.of(first, key.reveal())).containsExactly("one", "two");
    }
}
