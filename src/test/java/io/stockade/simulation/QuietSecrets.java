package io.stockade.simulation;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What people and functions do with secrets every day. */
final class QuietSecrets {
    private static final String TOKEN = "Secret/token";

    private QuietSecrets() {}

    static List<DriftCase> all() {
        return List.of(
                quiet(
                        "a tag of somebody's on Secret/token",
                        console -> console.secrets.tagResource(request -> request.secretId(console.id(TOKEN))
                                .tags(Tag.builder()
                                        .key("somebody:owner")
                                        .value("them")
                                        .build()))),
                quiet(
                        "a value that was read",
                        console -> console.secrets.getSecretValue(request -> request.secretId(console.id(TOKEN)))),
                quiet("a label of somebody's on the current version", console -> {
                    String version = console.secrets
                            .describeSecret(request -> request.secretId(console.id(TOKEN)))
                            .versionIdsToStages()
                            .keySet()
                            .iterator()
                            .next();
                    console.secrets.updateSecretVersionStage(request -> request.secretId(console.id(TOKEN))
                            .versionStage("THEIRS")
                            .moveToVersionId(version));
                }),
                quiet(
                        "a secret of somebody's",
                        console -> console.secrets.createSecret(
                                request -> request.name("/default/theirs").secretString("theirs"))),
                quiet(
                        "a secret of another installation with the name of ours behind it",
                        console -> console.secrets.createSecret(
                                request -> request.name("/default/token-theirs").secretString("theirs"))));
    }

    private static DriftCase quiet(String subject, Consumer<Console> action) {
        return QuietCases.quiet("secrets", subject, action);
    }
}
