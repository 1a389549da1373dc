package io.stockade.cli;

import io.stockade.spec.SecureStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says everything that is wrong with a manifest. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Say everything that is wrong with a manifest. Nothing is asked of AWS.")
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ManifestOption manifest = new ManifestOption();

    @Mixin
    private RoleOptions roles = new RoleOptions();

    ValidateCommand(Surroundings surroundings) {
        this.terminal = surroundings.terminal();
    }

    @Override
    public Integer call() {
        SecureStack stack = manifest.read(terminal);
        roles.check(stack);
        terminal.line(stack.key() + " is valid");
        return 0;
    }
}
