package io.stockade.spec.manifest;

import io.stockade.spec.manifest.LocatedNode.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file, strictly UTF-8. */
final class ManifestText {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private ManifestText() {}

    static String decode(byte[] content) throws TreeRefused {
        if (content.length > ManifestReader.MOST_BYTES) {
            int most = ManifestReader.MOST_BYTES / 1024;
            throw new TreeRefused("is larger than " + most + " KiB, the most that a manifest may have", Position.START);
        }
        if (content.length >= 2 && isUtf16(content[0] & 0xff, content[1] & 0xff)) {
            throw new TreeRefused("is UTF-16; save it as UTF-8", Position.START);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer text = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            throw new TreeRefused("is no UTF-8 from here on; save it as UTF-8", end(text.toString()));
        }
        boolean marked = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK;
        return printable(marked ? text.subSequence(1, text.length()).toString() : text.toString());
    }

    private static boolean isUtf16(int first, int second) {
        return (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
    }

    /** Neither YAML nor JSON has control characters, but the YAML parser can't say on which line one stands. */
    private static String printable(String text) throws TreeRefused {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean space = character == '\n' || character == '\r' || character == '\t' || character == '\u0085';
            boolean control = Character.isISOControl(character) && !space;
            if (control || character == '\ufffe' || character == '\uffff' || character == BYTE_ORDER_MARK) {
                String name = String.format("U+%04X", (int) character);
                throw new TreeRefused("has a control character (" + name + ")", end(text.substring(0, index)));
            }
        }
        return text;
    }

    private static Position end(String text) {
        int lines = (int) text.chars().filter(character -> character == '\n').count();
        return new Position(lines + 1, text.length() - (text.lastIndexOf('\n') + 1) + 1);
    }
}
