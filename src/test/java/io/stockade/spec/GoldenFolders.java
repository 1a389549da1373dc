package io.stockade.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Golden cases and generated files: what is expected lies in a file, and is written anew when asked. */
public final class GoldenFolders {
    /** Set by {@code -Dstockade.regenerate=true}. */
    private static final boolean REGENERATE = Boolean.getBoolean("stockade.regenerate");

    public static final Path EXAMPLES = Path.of("docs/examples");
    private static final Path RESOURCES = Path.of("src/test/resources/io/stockade/spec");

    private GoldenFolders() {}

    /** The cases below a folder of the test resources, one folder each. */
    public static List<Path> cases(String folder) {
        return children(RESOURCES.resolve(folder));
    }

    /** What a folder contains, by name. */
    public static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Compares with a file, or writes it when that was asked for. */
    public static void assertMatches(Path file, String actual, String test) throws IOException {
        if (REGENERATE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        assertThat(file)
                .as(
                        "%s is stale or missing; review the change, and write it anew with: "
                                + "mvn test -Dtest=%s -Dstockade.regenerate=true",
                        file, test)
                .exists()
                .content()
                .isEqualTo(actual);
    }
}
