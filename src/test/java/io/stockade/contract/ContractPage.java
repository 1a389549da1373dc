package io.stockade.contract;

import io.stockade.contract.Script.Difference;
import io.stockade.emulator.Emulators;
import java.util.List;
import java.util.stream.Collectors;

/** The page that shows what is held about AWS, and where it was shown. */
final class ContractPage {
    private static final String HEAD = """
            # What we hold about AWS

            Generated from the scripts in `src/test/java/io/stockade/contract`; a test fails when this page is stale.

            Each row is a script: a few calls, and what comes of them. On the sandbox every script comes out as on AWS
            (`SandboxContractTest`). On moto %s it does too, or differs as the row says (`EmulatorContractIT`), so that
            another version of moto that differs otherwise is seen. None has been played on real AWS yet; the page named
            with each script is where AWS says what it expects, and where AWS's pages leave a code open it is the one
            that the sandbox was built to.

            """;

    private ContractPage() {}

    static String generate() {
        StringBuilder page = new StringBuilder(HEAD.formatted(Emulators.MOTO));
        Contract.areas().forEach((area, scripts) -> page.append(area(area, scripts)));
        page.append("## The survey\n\nWhat AWS does and emulators don't, item by item.\n\n");
        page.append("| item | | scripts |\n|---|---|---|\n");
        Items.TITLES.forEach(
                (number, title) -> page.append("| %d | %s | %s |\n".formatted(number, title, shown(number))));
        return page.toString();
    }

    private static String area(String area, List<Script> scripts) {
        String rows = scripts.stream().map(ContractPage::row).collect(Collectors.joining());
        return "## " + area + "\n\n| AWS | comes out as | sandbox | moto | real AWS |\n|---|---|---|---|---|\n" + rows
                + "\n";
    }

    private static String row(Script script) {
        Difference moto = script.moto();
        String onMoto = moto == null ? "same" : "`" + moto.outcome() + "`: " + moto.reason();
        return "| [%s](%s) | `%s` | same | %s | not played |\n"
                .formatted(script.claim(), script.source(), script.aws(), onMoto);
    }

    private static String shown(int number) {
        long count = Contract.scripts()
                .filter(script -> script.items().contains(number))
                .count();
        return count > 0 ? String.valueOf(count) : "none: " + Items.WITHOUT_SCRIPTS.get(number);
    }
}
