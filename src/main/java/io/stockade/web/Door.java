package io.stockade.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. Without a token only this machine may. A page in a browser of the same machine reaches loopback too: so
 * the host must be ours (a name that was rebound is not), the origin must be ours, and writes must be JSON, which no
 * foreign page can send unasked.
 *
 * @param token what clients must show; {@code null} asks for none
 * @param probed whether anybody may read health and metrics, as a cluster's kubelet and Prometheus do, which show nothing
 */
public record Door(@Nullable String token, boolean probed) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Pattern PROBES = Pattern.compile("/q/(metrics|health(/(live|ready|started))?)");

    /** One whose health and metrics are nobody else's business either. */
    public Door(@Nullable String token) {
        this(token, false);
    }

    /**
     * What a request says of itself; absent headers are {@code null}.
     *
     * @param local whether it comes from this machine, by the address of its connection
     * @param path without what is asked of it
     */
    public record Knock(
            boolean local,
            String method,
            String path,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String contentType,
            @Nullable String authorization) {}

    /** Why a request is turned away; empty if it may come in. */
    public Optional<Refusal> refusal(Knock knock) {
        String host = knock.host() == null ? "" : knock.host().toLowerCase(Locale.ROOT);
        boolean guarded = !(probed && isProbe(knock));
        if (guarded && token == null && !knock.local()) {
            return refuse(
                    403,
                    "without a token this service answers to its own machine only; in a cluster, go through 'kubectl"
                            + " port-forward'");
        }
        if (guarded && token == null && !LOOPBACK.contains(withoutPort(host))) {
            return refuse(421, "this service answers to localhost only, and was asked as '" + host + "'");
        }
        String origin = knock.origin();
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            return refuse(403, "requests from pages of " + origin + " are refused");
        }
        if (guarded && token != null && !isToken(knock.authorization())) {
            return refuse(401, "send the header 'Authorization: Bearer TOKEN' with the token of the service");
        }
        if (WRITES.contains(knock.method()) && !isJson(knock.contentType())) {
            return refuse(415, "send JSON, with the header 'Content-Type: application/json'");
        }
        return Optional.empty();
    }

    /** A record's own would show the token. */
    @Override
    public String toString() {
        return (token == null ? "Door[loopback" : "Door[token") + (probed ? ", probed]" : "]");
    }

    private boolean isToken(@Nullable String authorization) {
        String shown = authorization == null ? "" : authorization;
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isProbe(Knock knock) {
        return READS.contains(knock.method()) && PROBES.matcher(knock.path()).matches();
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].trim().equalsIgnoreCase("application/json");
    }

    private static String withoutPort(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static Optional<Refusal> refuse(int status, String message) {
        return Optional.of(new Refusal(status, message));
    }
}
