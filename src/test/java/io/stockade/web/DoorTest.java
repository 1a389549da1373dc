package io.stockade.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that a browser shows can't reach the service, and off loopback nobody can without the token. */
class DoorTest {
    private final Door loopback = new Door(null);
    private final Door guarded = new Door("0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"})
    void loopbackComesIn(String host) {
        assertThat(status(loopback, new Door.Knock(true, "GET", "/api/v1/stacks", host, null, null, null)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80", ""})
    void aReboundNameIsTurnedAway(String host) {
        assertThat(status(loopback, new Door.Knock(true, "GET", "/api/v1/stacks", host, null, null, null)))
                .isEqualTo(421);
    }

    @Test
    void aMissingHostIsTurnedAway() {
        assertThat(status(loopback, new Door.Knock(true, "GET", "/api/v1/stacks", null, null, null, null)))
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
        assertThat(status(guarded, new Door.Knock(true, "GET", "/api/v1/stacks", "server:8080", null, null, null)))
                .isEqualTo(401);
        assertThat(status(
                        guarded,
                        new Door.Knock(true, "GET", "/api/v1/stacks", "server:8080", null, null, "Bearer wrong")))
                .isEqualTo(401);
        assertThat(status(
                        guarded,
                        new Door.Knock(
                                true, "GET", "/api/v1/stacks", "server:8080", null, null, "Bearer 0123456789abcdef")))
                .isEqualTo(200);
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(guarded).asString().doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics"})
    void inAClusterHealthAndMetricsAreForEverybody(String path) {
        for (Door door : List.of(new Door(null, true), new Door("0123456789abcdef", true))) {
            assertThat(status(door, probe("GET", path))).isEqualTo(200);
            assertThat(status(door, probe("POST", path))).isIn(401, 403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/stacks",
                "/q/metrics/../../api/v1/stacks",
                "/q/healthy",
                "/q/health/live/more",
                "/q/dev"
            })
    void inAClusterNothingElseIs(String path) {
        assertThat(status(new Door(null, true), probe("GET", path))).isEqualTo(403);
        assertThat(status(new Door("0123456789abcdef", true), probe("GET", path)))
                .isEqualTo(401);
    }

    /** A pod's address can be asked by everybody in the cluster, with whatever host in the request. */
    @Test
    void withoutATokenAnotherMachineIsTurnedAwayWhateverItSays() {
        Door.Knock claimed = new Door.Knock(false, "GET", "/api/v1/stacks", "localhost:8080", null, null, null);

        assertThat(status(loopback, claimed)).isEqualTo(403);
        assertThat(status(new Door(null, true), claimed)).isEqualTo(403);
    }

    @Test
    void onItsOwnAServiceKeepsItsMetricsToItself() {
        assertThat(status(loopback, probe("GET", "/q/metrics"))).isEqualTo(403);
        assertThat(status(guarded, probe("GET", "/q/metrics"))).isEqualTo(401);
    }

    @Test
    void aPageOfAnotherOriginSeesNoMetrics() {
        Door.Knock page =
                new Door.Knock(false, "GET", "/q/metrics", "10.1.2.3:8080", "https://evil.example", null, null);

        assertThat(status(new Door(null, true), page)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "0:0:0:0:0:0:0:1,true", "::1,true", "10.1.2.3,false", "fd00::1,false"})
    void whoIsLocalIsKnownByTheConnection(String address, boolean local) {
        assertThat(Doorkeeper.local(SocketAddress.inetSocketAddress(40_000, address)))
                .isEqualTo(local);
    }

    private static Door.Knock probe(String method, String path) {
        return new Door.Knock(false, method, path, "10.1.2.3:8080", null, null, null);
    }

    private static Door.Knock post(@Nullable String origin, @Nullable String contentType) {
        return new Door.Knock(true, "POST", "/api/v1/stacks", "localhost:8080", origin, contentType, null);
    }

    private static int status(Door door, Door.Knock knock) {
        return door.refusal(knock).map(Refusal::status).orElse(200);
    }
}
