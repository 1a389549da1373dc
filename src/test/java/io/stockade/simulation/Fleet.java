package io.stockade.simulation;

import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Many stacks of one shape, each with a name and a range of its own. */
final class Fleet {
    private Fleet() {}

    static List<SecureStack> of(String example, int stacks) {
        String text = text(example);
        return IntStream.range(0, stacks)
                .mapToObj(index -> numbered(text, example, index))
                .toList();
    }

    private static SecureStack numbered(String text, String example, int index) {
        String range = "10." + index / 16 + "." + index % 16 * 16 + ".0/20";
        return Simulation.manifest(
                text.replace("\n  name: " + example + "\n", "\n  name: " + example + "-" + index + "\n")
                        .replaceAll("cidr: 10\\.[0-9.]+/16", "cidr: " + range));
    }

    private static String text(String example) {
        try {
            return Files.readString(Path.of("docs/examples/" + example + ".yaml"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
