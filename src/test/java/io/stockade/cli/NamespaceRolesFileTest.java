package io.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.reconcile.AllowedRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file says which rights the stacks of a namespace may use; a slip in it is named, and changes nothing. */
class NamespaceRolesFileTest {
    private static final String STOCKADE = "arn:aws:iam::111122223333:role/stockade-orders";
    private static final String RIGHTS = """
            namespaces:
              payments: ["arn:aws:iam::111122223333:role/stockade-*"]
              platform: [own, "arn:aws:iam::*:role/platform"]
              sealed: []
            """;

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("roles.yaml"), text);
    }

    private static boolean may(AllowedRoles roles, String namespace, String role) {
        return roles.refusal(namespace, role.equals("own") ? null : role).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "payments, arn:aws:iam::111122223333:role/stockade-orders, true",
        "payments, arn:aws:iam::444455556666:role/stockade-orders, false",
        "payments, own, false",
        "platform, own, true",
        "platform, arn:aws:iam::444455556666:role/platform, true",
        "platform, arn:aws:iam::111122223333:role/stockade-orders, false",
        "sealed, own, false",
        "unheard-of, own, false",
        "unheard-of, arn:aws:iam::111122223333:role/stockade-orders, false",
    })
    void aNamespaceMayUseWhatItIsGiven(String namespace, String role, boolean allowed) throws IOException {
        AllowedRoles roles = NamespaceRolesFile.open(file(RIGHTS));

        assertThat(may(roles, namespace, role)).isEqualTo(allowed);
    }

    @Test
    void aStarIsForThoseThatAreNotNamed() throws IOException {
        AllowedRoles roles = NamespaceRolesFile.open(file(RIGHTS + "  \"*\": [own]\n"));

        assertThat(may(roles, "unheard-of", "own")).isTrue();
        assertThat(may(roles, "sealed", "own")).isFalse();
        assertThat(may(roles, "payments", "own")).isFalse();
    }

    @Test
    void aRefusalSaysWhatToDo() throws IOException {
        AllowedRoles roles = NamespaceRolesFile.open(file(RIGHTS));

        assertThat(roles.refusal("payments", null))
                .contains("spec.account.roleArn is missing, and the service's own rights are not for namespace payments"
                        + " (which may use: arn:aws:iam::111122223333:role/stockade-*): name a role that it may use, or"
                        + " have whoever runs the service add own for the namespace in the file of"
                        + " --roles-by-namespace");
        assertThat(roles.refusal("sealed", STOCKADE).orElseThrow())
                .startsWith("spec.account.roleArn is " + STOCKADE
                        + ", which is not for namespace sealed (which may use: none)");
    }

    @Test
    void whatTheOtherOptionsForbidStaysForbidden() throws IOException {
        AllowedRoles both = AllowedRoles.matching(List.of()).and(NamespaceRolesFile.open(file(RIGHTS)));

        assertThat(may(both, "payments", STOCKADE)).isFalse();
        assertThat(may(both, "payments", "own")).isFalse();
        assertThat(may(both, "platform", "own")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namespace: {a: [own]} | :1: namespace: unknown field; expected namespaces; did you mean 'namespaces'?",
                "namespaces: {a: [Own]} | :1: namespaces.a[0]: 'Own' is no role; expected own, or a pattern of role ARNs",
                "namespaces: {a: [Own]} | did you mean 'own'?",
                "namespaces: {a: [own, 3]} | :1: namespaces.a[1]: '3' is no role",
                "namespaces: {a: own} | :1: namespaces.a: is no list; expected a list of roles",
                "namespaces: {A_b: []} | :1: namespaces.A_b: is no name of a namespace; expected lower-case letters",
                "namespaces: {a: [own], a: []} | :1: namespaces.a: is here twice: first on line 1",
                "namespaces: {a: &x [own], b: *x} | has an anchor (&)",
                "namespaces: [own] | names no namespaces; expected a file such as 'namespaces: {payments:",
                "# nothing | names no namespaces",
                "'namespaces: {' | is no YAML",
            })
    void aSlipIsNamed(String text, String message) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> NamespaceRolesFile.open(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("roles.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> NamespaceRolesFile.open(folder.resolve("none.yaml")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none.yaml can't be read");
    }

    @Test
    void aChangeCountsAtOnce() throws IOException {
        AllowedRoles roles = NamespaceRolesFile.open(file(RIGHTS));
        file("namespaces: {sealed: [own]}");

        assertThat(may(roles, "sealed", "own")).isTrue();
        assertThat(may(roles, "platform", "own")).isFalse();
        assertThat(roles.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'namespaces: {' | is no YAML", "'' | names no namespaces"})
    void aBrokenVersionChangesNothingAndIsToldUntilItIsMended(String broken, String message) throws IOException {
        AllowedRoles roles = NamespaceRolesFile.open(file(RIGHTS));
        file(broken);

        assertThat(may(roles, "platform", "own")).isTrue();
        assertThat(may(roles, "sealed", "own")).isFalse();
        assertThat(roles.problem().orElseThrow()).contains(message).endsWith("what it said before holds");
        file(RIGHTS);
        assertThat(roles.problem()).isEmpty();
    }

    @Test
    void aFileThatVanishedChangesNothing() throws IOException {
        AllowedRoles roles = NamespaceRolesFile.open(file(RIGHTS));
        Files.delete(folder.resolve("roles.yaml"));

        assertThat(may(roles, "platform", "own")).isTrue();
        assertThat(roles.problem().orElseThrow()).contains("can't be read: NoSuchFileException");
    }
}
