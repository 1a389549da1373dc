package io.stockade.cli;

import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what Stockade's role must be allowed for a manifest. */
@Command(
        name = "permissions",
        mixinStandardHelpOptions = true,
        description = "Print the least IAM policy with which a manifest can be built, kept and deleted."
                + " Nothing is asked of AWS.")
final class PermissionsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ManifestOption manifest = new ManifestOption();

    @Option(
            names = "--account",
            paramLabel = "DIGITS",
            description = "The account that the role is in; spec.account.id when left out.")
    private @Nullable String account;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "As the service is told it by 'run --installation'.")
    private String installation = "";

    @Option(names = "--read-only", description = "What 'run --read-only' and 'plan --aws' need, and no more.")
    private boolean readOnly;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Write it there, as stockade-1.json and so on: managed policies have a limit.")
    private @Nullable Path into;

    PermissionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        SecureStack stack = manifest.read(terminal);
        Machinery.Rights rights = surroundings.machinery().rights(stack, account(stack), installation, readOnly);
        String made = "made of " + String.join(" and ", rights.capabilities()) + " in deploy/iam";
        if (into != null) {
            write(into, rights.parts());
            terminal.line(rights.parts().size() + " policies in " + into + ", " + made);
            return 0;
        }
        terminal.out().print(rights.policy());
        terminal.error().println(made);
        if (rights.parts().size() > 1) {
            terminal.error()
                    .println("it takes " + rights.parts().size() + " managed policies: --into FOLDER writes them");
        }
        return 0;
    }

    private String account(SecureStack stack) {
        return Optional.ofNullable(account)
                .or(() -> Optional.ofNullable(stack.spec().account()).map(AccountSpec::id))
                .orElseThrow(() -> new Failure("the manifest names no account; say which one with --account"));
    }

    private static void write(Path folder, List<String> policies) {
        try {
            Files.createDirectories(folder);
            for (int number = 1; number <= policies.size(); number++) {
                Files.writeString(folder.resolve("stockade-" + number + ".json"), policies.get(number - 1));
            }
        } catch (IOException unwritable) {
            throw new Failure("the policies can't be written into " + folder + ": " + unwritable.getMessage());
        }
    }
}
