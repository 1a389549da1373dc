package io.stockade.reliability;

import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/reliability.md says how much is played. */
@ExtendWith(Hushed.class)
class ReliabilityPageTest {
    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final String BEGIN = "-Dstockade.regenerate=true -->\n";
    private static final String END = "<!-- end -->";

    @Test
    void isUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));

        GoldenFolders.assertMatches(PAGE, before + figures() + after, "ReliabilityPageTest");
    }

    private static String figures() {
        Campaign campaign = new Campaign();
        Map<Scenario, List<FaultPlan>> plans = campaign.singles();
        int singles = plans.values().stream().mapToInt(List::size).sum();
        String rows = plans.entrySet().stream()
                .map(each -> row(
                        each.getKey(),
                        campaign.undisturbed(each.getKey()).busy(),
                        each.getValue().size()))
                .collect(Collectors.joining());
        String mutants = Arrays.stream(Mutant.values())
                .filter(mutant -> mutant != Mutant.NONE)
                .map(mutant -> "`" + mutant + "`")
                .collect(Collectors.joining(", "));
        String faults =
                Stream.of(Fault.values()).map(fault -> "`" + fault + "`").collect(Collectors.joining(", "));
        return "\n" + plans.size() + " scenarios, " + Fault.values().length + " sorts of faults, " + singles
                + " plans with one fault, 10,000 with two.\n\nFaults: " + faults + ".\n\nMutants: " + mutants
                + ", and a lease that nobody asks.\n\n"
                + "| scenario | after | moments until it is settled | plans with one fault |\n|---|---|---|---|\n"
                + rows + "\n";
    }

    private static String row(Scenario scenario, int moments, int plans) {
        Scenario before = scenario.before;
        return String.format(
                "| `%s` | %s | %d | %d |%n", scenario, before == null ? "nothing" : "`" + before + "`", moments, plans);
    }
}
