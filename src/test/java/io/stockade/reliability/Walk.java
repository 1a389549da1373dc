package io.stockade.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is done to a stack, one thing after the other; it begins with {@link Draft#START}. */
record Walk(List<Step> steps) {
    Walk {
        steps = List.copyOf(steps);
    }

    /** Reads what {@link #toString} wrote. */
    static Walk parse(String text) {
        return new Walk(Arrays.stream(text.split(";"))
                .filter(part -> !part.isBlank())
                .map(Step::parse)
                .toList());
    }

    /** The command that walks it again. */
    String replay() {
        return "mvn -o test -Dtest=WalksTest#again -Dstockade.walk='" + this + "'";
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("; "));
    }
}
