package io.stockade.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown, taken apart as far as tests need it.
 *
 * @param blocks its fenced blocks
 * @param prose its lines outside of them
 */
record Page(Path path, List<Block> blocks, List<String> prose) {
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * A fenced block.
     *
     * @param line where it begins
     * @param language the word behind the fence; empty if there is none
     */
    record Block(int line, String language, List<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /** Every page: the README, what lies in docs, and what lies in deploy. */
    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        pages.add(read(Path.of("README.md")));
        for (String folder : List.of("docs", "deploy")) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                paths.filter(path -> path.toString().endsWith(".md")).sorted().forEach(path -> pages.add(read(path)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return pages;
    }

    static Page read(Path path) {
        try {
            return of(path, Files.readAllLines(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Page of(Path path, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        boolean inside = false;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.startsWith(FENCE)) {
                inside = !inside;
                if (inside) {
                    String language = line.substring(FENCE.length()).strip();
                    blocks.add(new Block(index + 1, language, new ArrayList<>()));
                }
            } else if (inside) {
                blocks.get(blocks.size() - 1).lines().add(line);
            } else {
                prose.add(line);
            }
        }
        return new Page(path, List.copyOf(blocks), List.copyOf(prose));
    }

    /** The targets of its links that lead to files: no address has a scheme. */
    List<String> relativeLinks() {
        List<String> links = new ArrayList<>();
        for (String line : prose) {
            Matcher matcher = LINK.matcher(line);
            while (matcher.find()) {
                if (!matcher.group(1).contains("://") && !matcher.group(1).startsWith("mailto:")) {
                    links.add(matcher.group(1));
                }
            }
        }
        return links;
    }

    /** The names by which links find its headings. */
    List<String> anchors() {
        return prose.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
