package io.stockade.spec;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the valid name that a mistyped one was probably meant to be. */
public final class Nearest {
    /** No valid name is longer; comparing costs the product of both lengths. */
    private static final int LONGEST = 80;

    private Nearest() {}

    /** The closest candidate, if at most a third of the letters (and at least one) are wrong; the first of equals. */
    public static @Nullable String of(String written, Collection<String> candidates) {
        if (written.length() > LONGEST) {
            return null;
        }
        String best = null;
        int bestDistance = Math.max(1, written.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int row = 0; row <= one.length(); row++) {
            for (int column = 0; column <= other.length(); column++) {
                steps[row][column] = cell(steps, one, other, row, column);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int cell(int[][] steps, String one, String other, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int changed = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        int least = Math.min(
                steps[row - 1][column - 1] + changed, Math.min(steps[row - 1][column], steps[row][column - 1]) + 1);
        boolean swapped = row > 1
                && column > 1
                && one.charAt(row - 1) == other.charAt(column - 2)
                && one.charAt(row - 2) == other.charAt(column - 1);
        return swapped ? Math.min(least, steps[row - 2][column - 2] + 1) : least;
    }
}
