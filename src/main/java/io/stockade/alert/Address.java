package io.stockade.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** What an address of a sink must be. What is said of one never quotes it. */
final class Address {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Address() {}

    /** Why messages are not sent there; empty if they are. */
    static Optional<String> problem(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException misspelt) {
            return Optional.of("is no address such as https://alerts.example/hook");
        }
        String host = uri.getHost();
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (host == null || !web) {
            return Optional.of("is no address such as https://alerts.example/hook");
        }
        if (uri.getUserInfo() != null) {
            return Optional.of("has a user in it, which is never sent");
        }
        if (!"https".equals(uri.getScheme()) && !LOOPBACK.contains(host)) {
            return Optional.of("is without TLS, which is for this machine only: begin it with https://");
        }
        return Optional.empty();
    }

    /** Whether something may stand in it that nobody should read. */
    static boolean mayHoldSecrets(String text) {
        return text.contains("?") || text.contains("#") || text.contains("@");
    }
}
