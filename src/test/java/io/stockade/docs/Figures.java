package io.stockade.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/performance.md: tests hold its figures against what they measure. */
public final class Figures {
    private static final Path PAGE = Path.of("docs/performance.md");

    private Figures() {}

    /**
     * A table.
     *
     * @param header the names of the columns; the first is that of the rows' names
     */
    public record Table(List<String> header, List<List<String>> rows) {
        /** The names of the rows. */
        public List<String> names() {
            return rows.stream().map(row -> row.get(0)).toList();
        }

        /** The figure at a row and column; thousands are set apart by commas. */
        public int figure(String row, String column) {
            return number(cell(row, column));
        }

        /** The text at a row and column. */
        public String cell(String row, String column) {
            int index = header.indexOf(column);
            return rows.stream()
                    .filter(cells -> cells.get(0).equals(row) && index > 0)
                    .map(cells -> cells.get(index))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(PAGE + " has no " + row + ", " + column));
        }
    }

    /** The number that a cell begins with. */
    public static int number(String cell) {
        return Integer.parseInt(cell.replace(",", "").replaceFirst("^(\\d+).*", "$1"));
    }

    /** The only table whose first column has that name. */
    public static Table table(String name) {
        List<Table> found = tables().stream()
                .filter(table -> table.header().get(0).equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(PAGE + " has " + found.size() + " tables of " + name);
        }
        return found.get(0);
    }

    private static List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        for (String line : Page.read(PAGE).prose()) {
            if (line.startsWith("|")) {
                lines.add(cells(line));
            } else if (!lines.isEmpty()) {
                tables.add(new Table(lines.get(0), List.copyOf(lines.subList(2, lines.size()))));
                lines = new ArrayList<>();
            }
        }
        return tables;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
