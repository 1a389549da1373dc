package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.aws.policy.Capability;
import io.stockade.aws.policy.Policy;
import io.stockade.cli.Machinery.Rights;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A manifest needs the rights for what it uses, filled in for its account and partition. */
class NeededRightsTest {
    private static final String ACCOUNT = "111122223333";

    private static SecureStack example(String name) {
        return ManifestReader.read(Path.of("docs/examples/" + name + ".yaml"), name)
                .stack()
                .orElseThrow();
    }

    private static SecureStack manifest(String spec) {
        String yaml =
                "apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {name: one}\nspec: " + spec + "\n";
        return ManifestReader.read(yaml.getBytes(StandardCharsets.UTF_8), "one")
                .stack()
                .orElseThrow();
    }

    @Test
    void secretsNeedRightsOfTheirOwn() {
        String secrets = "{region: eu-west-1, secrets: [{name: key, value: {random: {length: 48}}}]}";

        assertThat(NeededRights.capabilities(manifest(secrets))).contains(Capability.SECRETS);
    }

    @Test
    void capabilitiesFollowWhatTheManifestUses() {
        assertThat(NeededRights.capabilities(example("isolated")))
                .containsExactly(Capability.READ_ONLY, Capability.NETWORK, Capability.ENDPOINTS);
        assertThat(NeededRights.capabilities(example("gateway")))
                .containsExactly(
                        Capability.READ_ONLY, Capability.NETWORK, Capability.NAT_GATEWAY, Capability.ENDPOINTS);
        assertThat(NeededRights.capabilities(example("minimal")))
                .containsExactly(
                        Capability.READ_ONLY, Capability.NETWORK, Capability.NAT_INSTANCE, Capability.ENDPOINTS);
        assertThat(NeededRights.capabilities(
                        manifest("{region: eu-west-1, network: {nat: {sessionManager: Enabled}, endpoints: []}}")))
                .containsExactly(
                        Capability.READ_ONLY, Capability.NETWORK, Capability.NAT_INSTANCE, Capability.SESSION_MANAGER);
    }

    @Test
    void nothingIsLeftToFillIn() {
        SecureStack china =
                manifest("{region: cn-north-1, iam: {path: /teams/}, network: {nat: {sessionManager: Enabled}}}");

        Rights rights = NeededRights.of(china, ACCOUNT, "blue", false);

        assertThat(rights.policy())
                .contains("arn:aws-cn:ec2:*:111122223333:vpc/*")
                .contains("arn:aws-cn:iam::111122223333:role/teams/stockade-*")
                .contains("\"aws:ResourceTag/stockade.dev/installation\": \"blue\"")
                .doesNotContainPattern("\\{[a-z]+}");
        assertThat(rights.parts()).allMatch(part -> part.replaceAll("\\s", "").length() <= Policy.MOST_CHARACTERS);
    }

    @Test
    void readOnlyNeedsNoMore() {
        Rights rights = NeededRights.of(example("gateway"), ACCOUNT, "blue", true);

        assertThat(rights.capabilities()).containsExactly("read-only");
        assertThat(rights.policy()).doesNotContain("Create", "Delete", "Modify");
    }

    @Test
    void aNameCannotWidenThePolicy() {
        for (String name : new String[] {"*", "a\"b", "${aws:username}", ""}) {
            assertThatThrownBy(() -> NeededRights.of(example("minimal"), ACCOUNT, name, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("can't stand in a policy");
        }
    }
}
