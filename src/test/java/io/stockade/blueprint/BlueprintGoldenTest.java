package io.stockade.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.AddressPlan;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Golden cases: each folder has a manifest {@code in.yaml}, whose first line names the region's facts, and the whole
 * blueprint {@code out.yaml}. {@code mvn test -Dtest=BlueprintGoldenTest -Dstockade.regenerate=true} writes the latter anew.
 */
class BlueprintGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/io/stockade/blueprint");
    private static final String HEADER = "# facts: ";

    @TestFactory
    List<DynamicTest> everyCase() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), () -> check(folder)))
                    .toList();
        }
    }

    private static void check(Path folder) throws IOException {
        // Given
        String in = Files.readString(folder.resolve("in.yaml"));
        String facts = in.substring(HEADER.length(), in.indexOf('\n')).strip();
        SecureStack stack = Manifests.read(in);

        // When
        Blueprint blueprint =
                StackBlueprint.draw(stack, Regions.named(facts), AddressPlan.EMPTY, Manifests.owner(stack));

        // Then
        Path golden = folder.resolve("out.yaml");
        String out = Rendering.yaml(blueprint);
        if (Boolean.getBoolean("stockade.regenerate")) {
            Files.writeString(golden, out);
        }
        assertThat(out).isEqualTo(Files.readString(golden));
        assertThat(Rendering.yaml(StackBlueprint.draw(
                        stack, Regions.named(facts), blueprint.addressPlan(), Manifests.owner(stack))))
                .as("a second drawing, with the plan of the first")
                .isEqualTo(out);
    }
}
