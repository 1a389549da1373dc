package io.stockade.spec.rules;

import io.stockade.net.Cidr;
import io.stockade.spec.SpecProblem;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an IPv4 range that a user wrote, and says what is wrong with it. */
final class Ranges {
    private Ranges() {}

    /** The range, if it is written in the form in which AWS gives it back. */
    static Optional<Cidr> canonical(String path, String written, Consumer<SpecProblem> problems) {
        Optional<Cidr> range = Cidr.find(written);
        if (range.isEmpty()) {
            problems.accept(SpecProblem.error(path, "'" + written + "' is no address range")
                    .expecting("an IPv4 range such as 10.0.0.0/16"));
            return Optional.empty();
        }
        if (!range.get().isIpv4()) {
            problems.accept(
                    SpecProblem.error(path, "'" + written + "' is IPv6, which is not supported in this release"));
            return Optional.empty();
        }
        if (!range.get().text().equals(written)) {
            problems.accept(SpecProblem.error(path, "'" + written + "' is not the start of its range")
                    .meaning(range.get().text()));
            return Optional.empty();
        }
        return range;
    }
}
