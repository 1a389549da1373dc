package io.stockade.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scripts are complete: nothing is called that no script is about, and nothing of the survey is passed over. */
class ContractTest {
    private static Set<String> scripted() {
        return Contract.scripts().flatMap(script -> script.actions().stream()).collect(Collectors.toSet());
    }

    @Test
    void everyOperationOfTheProductHasAScript() {
        Set<String> used = ProductCalls.actions();

        assertThat(used).contains("CreateVpc", "DescribeVpcs", "GetCallerIdentity", "CreateAutoScalingGroup");
        assertThat(scripted()).containsAll(used);
    }

    @Test
    void everyItemOfTheSurveyHasAScriptOrAReason() {
        Set<Integer> shown = Contract.scripts()
                .flatMap(script -> script.items().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> covered = new TreeSet<>(shown);
        covered.addAll(Items.WITHOUT_SCRIPTS.keySet());

        assertThat(covered).isEqualTo(Items.TITLES.keySet()).hasSize(27);
        assertThat(shown).doesNotContainAnyElementsOf(Items.WITHOUT_SCRIPTS.keySet());
    }

    @Test
    void everyClaimIsMadeOnceAndSaysWhereAwsMakesIt() {
        assertThat(Contract.scripts().map(Script::claim)).doesNotHaveDuplicates();
        assertThat(Contract.scripts().map(Script::source))
                .allMatch(page -> page.startsWith("https://docs.aws.amazon.com/"));
    }

    @Test
    void everyDifferenceOfMotoIsOne() {
        assertThat(Contract.scripts().filter(script -> script.moto() != null))
                .allMatch(script -> !script.motoOutcome().equals(script.aws()));
    }

    @Test
    void theTableOfScriptsIsUpToDate() throws IOException {
        String page = ContractPage.generate();

        GoldenFolders.assertMatches(Path.of("docs/reference/contract.md"), page, "ContractTest");
    }
}
