package io.stockade.cli;

import io.stockade.reconcile.AllowedRoles;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose rights stacks may use. */
final class RoleOptions {
    @Option(
            names = "--allow-role",
            paramLabel = "ARN",
            description =
                    "A role that manifests may name; * stands for any text without : or /. May be repeated. Without"
                            + " this and --roles any role may be named.")
    private List<String> allowed = List.of();

    @Option(
            names = "--roles",
            paramLabel = "FILE",
            description = "Holds more such roles, one in a line; # begins a comment. An empty file allows none.")
    private @Nullable Path file;

    @Option(
            names = "--roles-by-namespace",
            paramLabel = "FILE",
            description =
                    "Says as YAML which roles the stacks of each namespace may use, such as 'namespaces: {payments:"
                            + " [\"arn:aws:iam::111122223333:role/stockade-*\"], \"*\": []}'; own stands for the service's own"
                            + " rights, \"*\" for all other namespaces. Read again when it changes. What --allow-role and"
                            + " --roles don't allow stays forbidden.")
    private @Nullable Path byNamespace;

    /** What the options allow. */
    AllowedRoles roles() {
        return byNamespace == null ? named() : named().and(NamespaceRolesFile.open(byNamespace));
    }

    private AllowedRoles named() {
        if (allowed.isEmpty() && file == null) {
            return AllowedRoles.ANY;
        }
        List<String> patterns = new ArrayList<>(allowed);
        if (file != null) {
            patterns.addAll(lines(file));
        }
        try {
            return AllowedRoles.matching(patterns);
        } catch (IllegalArgumentException misspelt) {
            throw new Failure(String.valueOf(misspelt.getMessage()));
        }
    }

    /** Refuses a manifest that names another. */
    void check(SecureStack stack) {
        AccountSpec account = stack.spec().account();
        roles().refusal(stack.metadata().namespaceOrDefault(), account == null ? null : account.roleArn())
                .ifPresent(refusal -> {
                    throw new Failure("RoleNotAllowed: " + refusal);
                });
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new Failure("the file of roles " + file + " can't be read: "
                    + unreadable.getClass().getSimpleName());
        }
    }
}
