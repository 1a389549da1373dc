package io.stockade.docs;

import java.util.List;
import java.util.regex.Pattern;

/** The words of a command as a shell would hand them over, as far as the pages use quotes. */
public final class ShellWords {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private ShellWords() {}

    public static List<String> of(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }
}
