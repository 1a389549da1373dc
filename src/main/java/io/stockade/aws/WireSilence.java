package io.stockade.aws;

import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Keeps the HTTP client and the signer from logging what goes over the wire, whatever level anybody sets: bodies hold the
 * values of secrets, and headers hold session tokens. A filter stands above levels and before every handler.
 *
 * <p>Source: hc.apache.org/httpcomponents-client-5.6.x/logging.html; the signer's is shut because it was heard to tell.
 */
final class WireSilence {
    /** Held, because a logger that nobody holds may be forgotten, and its filter with it. */
    private static final List<Logger> SHUT = Stream.of(
                    "org.apache.hc.client5.http.wire",
                    "org.apache.hc.client5.http.headers",
                    "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner")
            .map(Logger::getLogger)
            .toList();

    private WireSilence() {}

    /** Takes hold again, in case somebody configured logging anew. */
    static void keep() {
        SHUT.forEach(logger -> logger.setFilter(message -> false));
    }
}
