package io.stockade.aws.lambda;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.graph.Function;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a function's code was taken from. Lambda keeps a copy of the zip and does not say of what, so it is noted in tags
 * of the function, with the digest that the copy had then: code that somebody else put there has another.
 *
 * @param version of the object in S3; empty for the newest
 */
record CodeSource(String bucket, String key, String version) {
    private static final String PLACE_TAG = "stockade.dev/code";
    private static final String VERSION_TAG = "stockade.dev/code-version";
    private static final String DIGEST_TAG = "stockade.dev/code-sha256";

    /** What AWS takes in a tag's value. */
    private static final int MOST_CHARACTERS = 256;

    static CodeSource of(Function function) {
        return new CodeSource(function.codeBucket(), function.codeKey(), function.codeVersion());
    }

    /** What tags tell of the code that a function has now. */
    static CodeSource read(Map<String, String> tags, @Nullable String digest) {
        String place = decoded(tags.getOrDefault(PLACE_TAG, "/"));
        String bucket = place.substring(0, Math.max(0, place.indexOf('/')));
        String key = place.substring(place.indexOf('/') + 1);
        String version = tags.get(VERSION_TAG);
        return version == null || digest == null || !digest.equals(tags.get(DIGEST_TAG))
                ? new CodeSource(bucket, key, "").somethingElse(digest)
                : new CodeSource(bucket, key, decoded(version));
    }

    /** Code from nobody knows where: no version in S3 has a name with spaces. */
    CodeSource somethingElse(@Nullable String digest) {
        return new CodeSource(bucket, key, "unknown, with the digest " + digest);
    }

    /** The tags that can be put on before the code's digest is known. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        tags.put(PLACE_TAG, encoded(bucket + "/" + key));
        tags.put(VERSION_TAG, encoded(version));
        return tags;
    }

    Map<String, String> tags(@Nullable String digest) {
        Map<String, String> tags = tags();
        tags.put(DIGEST_TAG, digest == null ? "" : digest);
        return tags;
    }

    /** AWS takes only some signs in tags (Lambda developer guide, "Using tags on Lambda functions"). */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char sign = (char) (octet & 0xff);
            boolean plain = sign < 0x80 && (Character.isLetterOrDigit(sign) || "+-._:/@".indexOf(sign) >= 0);
            encoded.append(plain ? String.valueOf(sign) : String.format(Locale.ROOT, "=%02X", (int) sign));
        }
        if (encoded.length() > MOST_CHARACTERS) {
            String message =
                    "the place of the code, '" + text + "', is too long for a tag of the function, which takes "
                            + MOST_CHARACTERS + " characters: give the zip a shorter key";
            throw new CloudException(Category.INVALID, "CreateFunction", "", message, null);
        }
        return encoded.toString();
    }

    private static String decoded(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int index = 0; index < text.length(); index++) {
            boolean escape = text.charAt(index) == '=' && text.substring(index).matches("(?s)=[0-9A-F]{2}.*");
            octets.write(escape ? Integer.parseInt(text.substring(index + 1, index + 3), 16) : text.charAt(index));
            index += escape ? 2 : 0;
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
