package io.stockade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may be Stockade: nobody in general, and in another account only with the external id. */
class TrustPoliciesTest {
    private static final Path FOLDER = Path.of("deploy/iam");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z-]+}");

    private static JsonNode read(String name) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
    }

    @Test
    void trustNobodyInGeneral() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("trust-"))
                    .toList()) {
                for (JsonNode statement : read(file.getFileName().toString()).get("Statement")) {
                    assertThat(statement.get("Principal").toString()).doesNotContain("*", ":root");
                    assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
                }
            }
        }
    }

    @Test
    void anotherAccountMustShowTheExternalId() throws IOException {
        JsonNode statement = read("trust-cross-account.json").at("/Statement/0");

        assertThat(statement.get("Action").asText()).isEqualTo("sts:AssumeRole");
        assertThat(statement.at("/Condition/StringEquals/sts:ExternalId").asText())
                .isEqualTo("{external-id}");
    }

    @Test
    void aClusterIsTrustedForOneServiceAccountOnly() throws IOException {
        JsonNode irsa = read("trust-irsa.json").at("/Statement/0/Condition/StringEquals");
        JsonNode pod = read("trust-pod-identity.json").at("/Statement/0/Condition/StringEquals");

        assertThat(irsa.get("{oidc-provider}:sub").asText())
                .isEqualTo("system:serviceaccount:{namespace}:{service-account}");
        assertThat(irsa.get("{oidc-provider}:aud").asText()).isEqualTo("sts.amazonaws.com");
        assertThat(pod.get("aws:RequestTag/kubernetes-service-account").asText())
                .isEqualTo("{service-account}");
    }

    @Test
    void everyPlaceholderIsExplained() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        Set<String> unexplained = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                Matcher matcher = PLACEHOLDER.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (!readme.contains("`" + matcher.group() + "`")) {
                        unexplained.add(file + ": " + matcher.group());
                    }
                }
            }
        }

        assertThat(unexplained).isEmpty();
    }
}
