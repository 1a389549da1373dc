package io.stockade.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that a browser shows can't reach the service, and off loopback nobody can without the token. */
class DoorTest {
    private final Door loopback = new Door(null);
    private final Door guarded = new Door("0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"})
    void loopbackComesIn(String host) {
        assertThat(status(loopback, new Door.Knock("GET", host, null, null, null)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80", ""})
    void aReboundNameIsTurnedAway(String host) {
        assertThat(status(loopback, new Door.Knock("GET", host, null, null, null)))
                .isEqualTo(421);
    }

    @Test
    void aMissingHostIsTurnedAway() {
        assertThat(status(loopback, new Door.Knock("GET", null, null, null, null)))
                .isEqualTo(421);
    }

    @Test
    void aForeignOriginIsTurnedAway() {
        assertThat(status(loopback, post("https://evil.example", "application/json")))
                .isEqualTo(403);
        assertThat(status(loopback, post("null", "application/json"))).isEqualTo(403);
        assertThat(status(loopback, post("http://localhost:8080", "application/json")))
                .isEqualTo(200);
    }

    @Test
    void writesAreJsonOnly() {
        assertThat(status(loopback, post(null, "text/plain"))).isEqualTo(415);
        assertThat(status(loopback, post(null, null))).isEqualTo(415);
        assertThat(status(loopback, post(null, "application/json; charset=utf-8")))
                .isEqualTo(200);
    }

    @Test
    void offLoopbackTheTokenIsNeeded() {
        assertThat(status(guarded, new Door.Knock("GET", "server:8080", null, null, null)))
                .isEqualTo(401);
        assertThat(status(guarded, new Door.Knock("GET", "server:8080", null, null, "Bearer wrong")))
                .isEqualTo(401);
        assertThat(status(guarded, new Door.Knock("GET", "server:8080", null, null, "Bearer 0123456789abcdef")))
                .isEqualTo(200);
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(guarded).asString().doesNotContain("0123456789abcdef");
    }

    private static Door.Knock post(@Nullable String origin, @Nullable String contentType) {
        return new Door.Knock("POST", "localhost:8080", origin, contentType, null);
    }

    private static int status(Door door, Door.Knock knock) {
        return door.refusal(knock).map(Refusal::status).orElse(200);
    }
}
