package io.stockade.silence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values that must show up nowhere, in every form in which they could be written without being hidden. */
public final class Canaries {
    /** Shorter ones may stand somewhere by chance. */
    private static final int LEAST_LENGTH = 12;

    private final Set<String> values = new TreeSet<>();
    private final Set<String> forms = new TreeSet<>();

    /** @throws IllegalArgumentException if it is so short that it may be found by chance */
    public void add(String value) {
        if (value.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException("a canary of " + value.length() + " characters proves nothing");
        }
        if (values.add(value)) {
            forms(value);
        }
    }

    public Set<String> values() {
        return Set.copyOf(values);
    }

    private void forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(value);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20"));
        for (boolean slashes : new boolean[] {false, true}) {
            String json = json(value, slashes);
            forms.add(json);
            // In a JSON text that stands in a JSON text.
            forms.add(json(json, slashes));
        }
        for (int shift = 0; shift < 3; shift++) {
            String base64 = insideBase64(bytes, shift);
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_'));
        }
    }

    /** What is always the same of its Base64, wherever in a longer text it begins. */
    private static String insideBase64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int own = shift == 0 ? 0 : shift + 1;
        boolean whole = shifted.length % 3 == 0;
        return encoded.substring(own, whole ? encoded.length() : encoded.length() - 1);
    }

    /** @param slashes whether they are escaped too, as some writers do and others don't */
    private static String json(String value, boolean slashes) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return slashes ? escaped.replace("/", "\\/") : escaped;
    }

    /** Where any of them stands in some texts; empty if none does. Says which text, and around which place. */
    public List<String> in(String where, Iterable<String> texts) {
        List<String> found = new ArrayList<>();
        for (String text : texts) {
            for (String form : forms) {
                int at = text.indexOf(form);
                if (at >= 0) {
                    found.add(where + ": " + text.substring(0, Math.min(at, 100)) + " ... "
                            + text.substring(Math.max(0, at - 100), at) + "(here it stands)");
                }
            }
        }
        return found;
    }
}
