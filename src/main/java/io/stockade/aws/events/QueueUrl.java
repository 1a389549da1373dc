package io.stockade.aws.events;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a queue is, as SQS names it: {@code https://sqs.eu-west-1.amazonaws.com/111122223333/stockade-events}.
 *
 * @param url as it was given
 * @param name of the queue
 */
public record QueueUrl(String url, String region, String account, String name) {
    private static final Pattern HOST =
            Pattern.compile("(?:sqs(?:-fips)?\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\.amazonaws\\.com(?:\\.cn)?");

    private static final Pattern PATH = Pattern.compile("/(\\d{12})/([\\w-]{1,80})");

    /** The parts of a URL; empty if it is none of a queue of the standard kind. */
    public static Optional<QueueUrl> of(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        Matcher host = HOST.matcher(String.valueOf(uri.getHost()));
        Matcher path = PATH.matcher(String.valueOf(uri.getPath()));
        if (!"https".equals(uri.getScheme()) || !host.matches() || !path.matches()) {
            return Optional.empty();
        }
        String region = host.group(1) == null ? host.group(2) : host.group(1);
        return Optional.of(new QueueUrl(url, region, path.group(1), path.group(2)));
    }
}
