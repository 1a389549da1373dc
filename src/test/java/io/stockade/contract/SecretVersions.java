package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions of secrets, and the labels that say which is which. */
final class SecretVersions {
    private static final String ONE = "1".repeat(32);
    private static final String TWO = "2".repeat(32);
    private static final String THREE = "3".repeat(32);

    static final List<Script> SCRIPTS = List.of(
            script(
                            "creating again with the same token is the same request only with the same value",
                            Source.secrets("CreateSecret"))
                    .about("CreateSecret")
                    .item(9)
                    .play(stage -> {
                        String name = stage.name("/contract/created");
                        create(stage, name);
                        return then(
                                stage.answer(() -> create(stage, name)),
                                stage.answer(() -> stage.secrets.createSecret(request -> request.name(name)
                                        .clientRequestToken(ONE)
                                        .secretString("other"))));
                    })
                    .onAws("done; ResourceExistsException"),
            script("a new value is current, and the one before it previous", Source.secrets("PutSecretValue"))
                    .about("PutSecretValue", "DescribeSecret", "GetSecretValue")
                    .play(stage -> {
                        String name = stage.name("/contract/moves");
                        create(stage, name);
                        put(stage, name, TWO, "second");
                        put(stage, name, THREE, "third");
                        return then(
                                stages(stage, name),
                                stage.secrets
                                        .getSecretValue(request -> request.secretId(name))
                                        .secretString());
                    })
                    .onAws("2=[AWSPREVIOUS] 3=[AWSCURRENT]; third")
                    .onMoto("1=[] 2=[AWSPREVIOUS] 3=[AWSCURRENT]; third", "versions without labels are shown"),
            script(
                            "putting again with the same token does nothing, or is refused for another value",
                            Source.secrets("PutSecretValue"))
                    .about("PutSecretValue")
                    .item(9)
                    .play(stage -> {
                        String name = stage.name("/contract/token");
                        create(stage, name);
                        put(stage, name, TWO, "second");
                        put(stage, name, THREE, "third");
                        return then(
                                stage.answer(() -> put(stage, name, TWO, "second")),
                                stages(stage, name).contains("3=[AWSCURRENT]"),
                                stage.answer(() -> put(stage, name, TWO, "other")),
                                stage.answer(() -> put(stage, name, "short", "x")));
                    })
                    .onAws("done; true; ResourceExistsException; InvalidParameterException"),
            script(
                            "a pending value is read back by its version, and is not the current one",
                            Source.secrets("GetSecretValue"))
                    .about("PutSecretValue", "GetSecretValue")
                    .play(stage -> {
                        String name = stage.name("/contract/pending");
                        create(stage, name);
                        put(stage, name, TWO, "second", "AWSPENDING");
                        return then(
                                stage.secrets
                                        .getSecretValue(request ->
                                                request.secretId(name).versionId(TWO))
                                        .secretString(),
                                value(stage, name, "AWSCURRENT"),
                                stage.answer(() -> stage.secrets.getSecretValue(request ->
                                        request.secretId(name).versionId(TWO).versionStage("AWSCURRENT"))));
                    })
                    .onAws("second; first; InvalidRequestException"),
            script("a pending value that is put again stays as it is", Source.secrets("PutSecretValue"))
                    .about("PutSecretValue")
                    .item(9)
                    .play(stage -> {
                        String name = stage.name("/contract/pending-token");
                        create(stage, name);
                        put(stage, name, TWO, "second", "AWSPENDING");
                        String again = stage.answer(() -> put(stage, name, TWO, "second", "AWSPENDING"));
                        String other = stage.answer(() -> put(stage, name, TWO, "other", "AWSPENDING"));
                        return then(again, other, value(stage, name, "AWSPENDING"));
                    })
                    .onAws("done; ResourceExistsException; second")
                    .onMoto("done; done; other", "a pending version is overwritten, whatever its token"),
            script("the first value is current whatever its labels", Source.secrets("PutSecretValue"))
                    .about("PutSecretValue")
                    .play(stage -> {
                        String name = stage.name("/contract/first");
                        Secrets.create(stage, name);
                        put(stage, name, ONE, "first", "AWSPENDING");
                        return stages(stage, name);
                    })
                    .onAws("1=[AWSCURRENT, AWSPENDING]"),
            script("AWSPREVIOUS goes where AWSCURRENT came from", Source.secrets("UpdateSecretVersionStage"))
                    .about("UpdateSecretVersionStage")
                    .play(stage -> {
                        String name = stage.name("/contract/stage");
                        create(stage, name);
                        put(stage, name, TWO, "second", "AWSPENDING");
                        move(stage, name, "AWSCURRENT", ONE, TWO);
                        return then(
                                stages(stage, name),
                                value(stage, name, "AWSCURRENT"),
                                stage.secrets
                                        .getSecretValue(request -> request.secretId(name))
                                        .secretString());
                    })
                    .onAws("1=[AWSPREVIOUS] 2=[AWSCURRENT, AWSPENDING]; second; second")
                    .onMoto(
                            "1=[AWSPREVIOUS] 2=[AWSCURRENT, AWSPENDING]; second; first",
                            "a read that names no label gives the value before"),
            script("a label moves only from the version that has it", Source.secrets("UpdateSecretVersionStage"))
                    .about("UpdateSecretVersionStage")
                    .play(stage -> {
                        String name = stage.name("/contract/holder");
                        create(stage, name);
                        put(stage, name, TWO, "second", "AWSPENDING");
                        put(stage, name, THREE, "third", "mine");
                        return then(
                                stage.answer(() -> move(stage, name, "AWSCURRENT", null, TWO)),
                                stage.answer(() -> move(stage, name, "AWSCURRENT", THREE, TWO)),
                                stage.answer(() -> move(stage, name, "AWSPENDING", null, THREE)));
                    })
                    .onAws("InvalidParameterException; InvalidParameterException; InvalidParameterException")
                    .onMoto(
                            "InvalidParameterException; InvalidParameterException; done",
                            "only AWSCURRENT is looked after, so a label is on two versions"),
            script("AWSCURRENT can be moved and never taken away", Source.secrets("UpdateSecretVersionStage"))
                    .about("UpdateSecretVersionStage")
                    .play(stage -> {
                        String name = stage.name("/contract/current");
                        create(stage, name);
                        return then(
                                stage.answer(() -> move(stage, name, "AWSCURRENT", ONE, null)), stages(stage, name));
                    })
                    .onAws("InvalidParameterException; 1=[AWSCURRENT]")
                    .onMoto("done; 1=[AWSPREVIOUS]", "it is taken away"),
            script(
                            "a version without labels is deprecated, and listed only on request",
                            Source.secrets("ListSecretVersionIds"))
                    .about("ListSecretVersionIds", "UpdateSecretVersionStage")
                    .play(stage -> {
                        String name = stage.name("/contract/deprecated");
                        create(stage, name);
                        put(stage, name, TWO, "second", "AWSPENDING");
                        move(stage, name, "AWSPENDING", TWO, null);
                        return then(versions(stage, name, false), versions(stage, name, true));
                    })
                    .onAws("1; 2")
                    .onMoto("2; 2", "all are listed, always"),
            script("an update with a token that is in use is refused", Source.secrets("UpdateSecret"))
                    .about("UpdateSecret")
                    .item(9)
                    .play(stage -> {
                        String name = stage.name("/contract/update-token");
                        create(stage, name);
                        return then(
                                stage.answer(() -> update(stage, name, ONE, "first")),
                                stage.answer(() -> update(stage, name, ONE, "other")),
                                stage.answer(() -> update(stage, name, TWO, "other")));
                    })
                    .onAws("ResourceExistsException; ResourceExistsException; done")
                    .onMoto("done; ResourceExistsException; done", "with the same value it does nothing"));

    private SecretVersions() {}

    private static Object create(Stage stage, String name) {
        return stage.secrets.createSecret(
                request -> request.name(name).clientRequestToken(ONE).secretString("first"));
    }

    private static Object put(Stage stage, String name, String token, String value, String... stages) {
        return stage.secrets.putSecretValue(request -> {
            request.secretId(name).clientRequestToken(token).secretString(value);
            if (stages.length > 0) {
                request.versionStages(stages);
            }
        });
    }

    private static Object update(Stage stage, String name, String token, String value) {
        return stage.secrets.updateSecret(
                request -> request.secretId(name).clientRequestToken(token).secretString(value));
    }

    private static Object move(Stage stage, String name, String label, @Nullable String from, @Nullable String to) {
        return stage.secrets.updateSecretVersionStage(request -> request.secretId(name)
                .versionStage(label)
                .removeFromVersionId(from)
                .moveToVersionId(to));
    }

    private static String value(Stage stage, String name, String label) {
        return stage.secrets
                .getSecretValue(request -> request.secretId(name).versionStage(label))
                .secretString();
    }

    private static int versions(Stage stage, String name, boolean deprecated) {
        return stage.secrets
                .listSecretVersionIds(request -> request.secretId(name).includeDeprecated(deprecated))
                .versions()
                .size();
    }

    /** Versions by the first character of their ids, in order. */
    static String stages(Stage stage, String name) {
        return Secrets.shown(stage, name).versionIdsToStages().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(version -> version.getKey().charAt(0) + "="
                        + version.getValue().stream().sorted().toList())
                .reduce((one, other) -> one + " " + other)
                .orElse("none");
    }
}
