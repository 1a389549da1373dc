package io.stockade.spec.manifest;

/** Quotes what a user wrote in a message: one line, and not too long. */
final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    static String of(String written) {
        boolean tooLong = written.codePointCount(0, written.length()) > LONGEST;
        String shown = tooLong ? written.substring(0, written.offsetByCodePoints(0, LONGEST)) : written;
        StringBuilder text = new StringBuilder("'");
        shown.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                text.append(String.format("\\u%04x", point));
                return;
            }
            text.appendCodePoint(point);
        });
        return text.append(tooLong ? "..." : "").append("'").toString();
    }
}
