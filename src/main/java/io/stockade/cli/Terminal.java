package io.stockade.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param interactive whether a person sits there
 * @param colours whether text may be coloured
 * @param rows how many lines can be redrawn in place
 */
public record Terminal(
        PrintStream out, PrintStream error, BufferedReader input, boolean interactive, boolean colours, int rows) {
    private static final int USUAL_ROWS = 24;

    /** Colours of the eight that every terminal has. */
    public enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        CYAN(36),
        GREY(90);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    /** The terminal of this process. The launcher says whether it is one: the JDK can't tell for output alone. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean interactive = environment.getOrDefault("STOCKADE_TERMINAL", "").equals("1");
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        boolean colours = interactive && !dumb && !environment.containsKey("NO_COLOR");
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                interactive && !dumb,
                colours,
                rows(environment.getOrDefault("STOCKADE_ROWS", "")));
    }

    private static int rows(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : USUAL_ROWS;
    }

    public void line(String text) {
        out.println(text);
    }

    /** Text in a colour, where there are colours. */
    public String in(Colour colour, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    /** Asks a question; only a clear yes is one. */
    public boolean confirms(String question) {
        out.print(question + " [y/N] ");
        out.flush();
        try {
            String answer = input.readLine();
            String plain = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
            return plain.equals("y") || plain.equals("yes");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Whether nobody reads any more, as after {@code | head}. */
    public boolean closed() {
        return out.checkError();
    }
}
