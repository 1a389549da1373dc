package io.stockade.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.reconcile.AllowedRoles;
import io.stockade.reconcile.NamespaceRoles;
import io.stockade.reconcile.RolePatterns;
import io.stockade.spec.Nearest;
import io.stockade.spec.Patterns;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rights of namespaces as a file says them. It is read again whenever somebody asks, since a ConfigMap's file changes
 * under a running service; a version of it that can't be understood changes nothing, and is told.
 */
final class NamespaceRolesFile implements AllowedRoles {
    private static final String NAMESPACES = "namespaces";
    private static final String EXAMPLE =
            "a file such as 'namespaces: {payments: [\"arn:aws:iam::111122223333:role/stockade-*\"]," + " \"*\": []}'";
    private static final System.Logger LOG = System.getLogger(NamespaceRolesFile.class.getName());

    private final Path file;
    private byte[] seen = {};
    private NamespaceRoles good = new NamespaceRoles(Map.of());
    private @Nullable String problem;

    private NamespaceRolesFile(Path file) {
        this.file = file;
    }

    /** @throws Failure if the file can't be understood now: there is no older version of it to go by */
    static NamespaceRolesFile open(Path file) {
        NamespaceRolesFile opened = new NamespaceRolesFile(file);
        try {
            opened.seen = ManifestReader.content(file);
            opened.good = opened.understood(opened.seen);
            return opened;
        } catch (IOException | NotUnderstoodException wrong) {
            throw new Failure(opened.said(wrong));
        }
    }

    @Override
    public synchronized Optional<String> refusal(String namespace, @Nullable String roleArn) {
        lookAgain();
        return good.refusal(namespace, roleArn);
    }

    @Override
    public synchronized Optional<String> problem() {
        lookAgain();
        return Optional.ofNullable(problem);
    }

    private void lookAgain() {
        String before = problem;
        try {
            byte[] now = ManifestReader.content(file);
            if (!Arrays.equals(now, seen) || before != null) {
                good = understood(now);
                seen = now;
                problem = null;
                LOG.log(System.Logger.Level.INFO, "the file of --roles-by-namespace was read again: " + file);
            }
        } catch (IOException | NotUnderstoodException wrong) {
            problem = said(wrong) + "; what it said before holds";
            if (!problem.equals(before)) {
                LOG.log(System.Logger.Level.WARNING, problem);
            }
        }
    }

    private String said(Exception wrong) {
        return wrong instanceof NotUnderstoodException
                ? String.valueOf(wrong.getMessage())
                : "the file of --roles-by-namespace " + file + " can't be read: "
                        + wrong.getClass().getSimpleName();
    }

    private NamespaceRoles understood(byte[] content) throws NotUnderstoodException {
        SettingsFile settings = SettingsFile.read(content, file.toString());
        Map<String, List<String>> entries = settings.problems().isEmpty() ? entries(settings) : Map.of();
        List<SpecProblem> wrong = settings.problems();
        if (!wrong.isEmpty()) {
            throw new NotUnderstoodException(
                    wrong.stream().map(SpecProblem::text).collect(Collectors.joining("\n")));
        }
        return new NamespaceRoles(entries);
    }

    private static Map<String, List<String>> entries(SettingsFile settings) {
        Map<String, List<String>> entries = new TreeMap<>();
        settings.tree().properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(NAMESPACES))
                .forEach(name -> settings.refuse(SpecProblem.error(name, "unknown field")
                        .expecting(NAMESPACES)
                        .meaning(Nearest.of(name, List.of(NAMESPACES)))));
        JsonNode namespaces = settings.tree().path(NAMESPACES);
        if (!namespaces.isObject() && settings.problems().isEmpty()) {
            settings.refuse(SpecProblem.error("", "names no namespaces").expecting(EXAMPLE));
        }
        namespaces.properties().forEach(entry -> {
            checkName(settings, entry.getKey());
            entries.put(entry.getKey(), rights(settings, NAMESPACES + "." + entry.getKey(), entry.getValue()));
        });
        return entries;
    }

    private static void checkName(SettingsFile settings, String name) {
        boolean known = name.equals(NamespaceRoles.OTHERS) || name.matches(Patterns.LABEL);
        if (!known) {
            settings.refuse(SpecProblem.error(NAMESPACES + "." + name, "is no name of a namespace")
                    .expecting(Patterns.inWords(Patterns.LABEL) + "; or \"*\" for all that are not named"));
        }
    }

    private static List<String> rights(SettingsFile settings, String path, JsonNode value) {
        if (!value.isArray()) {
            settings.refuse(
                    SpecProblem.error(path, "is no list").expecting("a list of roles; [] for a namespace without any"));
            return List.of();
        }
        List<String> rights = new ArrayList<>();
        for (JsonNode each : value) {
            String text = each.isTextual() ? each.asText() : "";
            if (!text.equals(NamespaceRoles.OWN) && !RolePatterns.wellFormed(text)) {
                settings.refuse(
                        SpecProblem.error(path + "[" + rights.size() + "]", "'" + each.asText() + "' is no role")
                                .expecting(NamespaceRoles.OWN + ", or " + RolePatterns.EXPECTED)
                                .meaning(Nearest.of(text, List.of(NamespaceRoles.OWN))));
            }
            rights.add(text);
        }
        return rights;
    }

    /** A version of the file that says nothing, or something that nobody can mean. */
    private static final class NotUnderstoodException extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstoodException(String message) {
            super(message);
        }
    }
}
