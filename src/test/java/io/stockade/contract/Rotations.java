package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Rotation by Secrets Manager's own clock. */
final class Rotations {
    private static final String TOKEN = "4".repeat(32);
    private static final String GUIDE = Source.secretsGuide("rotate-secrets_lambda");
    private static final String NO_FUNCTION = "ResourceNotFoundException";
    private static final String DOCKER = "functions there are run by Docker only, so none is deployed for this";

    static final List<Script> SCRIPTS = List.of(
            script("a rotation makes a new current version, which may keep AWSPENDING", GUIDE)
                    .about("RotateSecret")
                    .item(20)
                    .play(stage -> {
                        String name = secret(stage, "rotated");
                        rotate(stage, name, "rate(30 days)", true);
                        stage.pass(Duration.ofMinutes(1));
                        DescribeSecretResponse shown = Secrets.shown(stage, name);
                        return then(
                                SecretVersions.stages(stage, name),
                                shown.rotationEnabled(),
                                shown.lastRotatedDate() != null);
                    })
                    .onAws("1=[AWSPREVIOUS] 4=[AWSCURRENT, AWSPENDING]; true; true")
                    .onMoto(NO_FUNCTION, DOCKER),
            script(
                            "a rotation that is not to begin at once is tried, and leaves nothing behind",
                            Source.secrets("RotateSecret"))
                    .about("RotateSecret")
                    .item(20)
                    .play(stage -> {
                        String name = secret(stage, "tried");
                        rotate(stage, name, "rate(30 days)", false);
                        String meanwhile = SecretVersions.stages(stage, name);
                        stage.pass(Duration.ofMinutes(1));
                        DescribeSecretResponse shown = Secrets.shown(stage, name);
                        return then(
                                meanwhile,
                                SecretVersions.stages(stage, name),
                                shown.lastRotatedDate(),
                                shown.nextRotationDate() != null);
                    })
                    .onAws("1=[AWSCURRENT] 4=[AWSPENDING]; 1=[AWSCURRENT]; null; true")
                    .onMoto(NO_FUNCTION, DOCKER),
            script(
                            "AWSPENDING on a version that is not current holds up every rotation",
                            Source.secrets("RotateSecret"))
                    .about("RotateSecret", "UpdateSecretVersionStage")
                    .item(20)
                    .play(stage -> {
                        String name = secret(stage, "held-up");
                        stage.secrets.putSecretValue(request -> request.secretId(name)
                                .clientRequestToken("2".repeat(32))
                                .secretString("left behind")
                                .versionStages("AWSPENDING"));
                        String held = stage.answer(() -> rotate(stage, name, "rate(30 days)", true));
                        stage.secrets.updateSecretVersionStage(request -> request.secretId(name)
                                .versionStage("AWSPENDING")
                                .removeFromVersionId("2".repeat(32)));
                        return then(held, stage.answer(() -> rotate(stage, name, "rate(30 days)", true)));
                    })
                    .onAws("InvalidRequestException; done")
                    .onMoto(
                            "InvalidParameterException",
                            "nothing is held up: the label is taken off the version before the function is missed"),
            script("a rotation that is cancelled leaves its pending version", Source.secrets("CancelRotateSecret"))
                    .about("CancelRotateSecret", "RotateSecret")
                    .item(20)
                    .play(stage -> {
                        String name = secret(stage, "cancelled");
                        rotate(stage, name, "rate(30 days)", true);
                        stage.secrets.cancelRotateSecret(request -> request.secretId(name));
                        stage.pass(Duration.ofMinutes(1));
                        DescribeSecretResponse shown = Secrets.shown(stage, name);
                        return then(
                                SecretVersions.stages(stage, name), shown.rotationEnabled(), shown.nextRotationDate());
                    })
                    .onAws("1=[AWSCURRENT] 4=[AWSPENDING]; false; null")
                    .onMoto(NO_FUNCTION, DOCKER),
            script(
                            "a secret without a function can't be rotated, nor its rotation cancelled",
                            Source.secrets("RotateSecret"))
                    .about("RotateSecret", "CancelRotateSecret")
                    .item(20)
                    .play(stage -> {
                        String name = secret(stage, "no-function");
                        return then(
                                stage.answer(() -> stage.secrets.rotateSecret(request -> request.secretId(name))),
                                stage.answer(
                                        () -> stage.secrets.cancelRotateSecret(request -> request.secretId(name))));
                    })
                    .onAws("InvalidRequestException; InvalidRequestException")
                    .onMoto("done; InvalidRequestException", "the current value becomes current again"),
            script(
                            "schedules are in AWS's words, and four hours apart at least",
                            Source.secretsGuide("rotate-secrets_schedule"))
                    .about("RotateSecret")
                    .item(20)
                    .play(stage -> {
                        String name = secret(stage, "schedule");
                        return then(
                                stage.answer(() -> rotate(stage, name, "rate(3 hours)", true)),
                                stage.answer(() -> rotate(stage, name, "cron(0 8)", true)),
                                stage.answer(() -> rotate(stage, name, "cron(0 8 1 * ? *)", false)));
                    })
                    .onAws("InvalidParameterException; InvalidParameterException; done")
                    .onMoto(NO_FUNCTION + "; " + NO_FUNCTION + "; " + NO_FUNCTION, DOCKER),
            script("a secret that is to be deleted is not rotated", Source.secretsGuide("manage_delete-secret"))
                    .about("RotateSecret", "CancelRotateSecret")
                    .play(stage -> {
                        String name = secret(stage, "deleted");
                        stage.secrets.deleteSecret(request -> request.secretId(name));
                        return then(
                                stage.answer(() -> rotate(stage, name, "rate(30 days)", true)),
                                stage.answer(
                                        () -> stage.secrets.cancelRotateSecret(request -> request.secretId(name))));
                    })
                    .onAws("InvalidRequestException; InvalidRequestException"));

    private Rotations() {}

    /** The function that rotates: on the sandbox it is there, whatever was deployed. */
    static String function(String account) {
        return "arn:aws:lambda:" + Stage.REGION + ":" + account + ":function:contract-rotation";
    }

    private static String secret(Stage stage, String name) {
        String full = stage.name("/contract/" + name);
        stage.secrets.createSecret(
                request -> request.name(full).clientRequestToken("1".repeat(32)).secretString("first"));
        return full;
    }

    private static Object rotate(Stage stage, String name, String schedule, boolean immediately) {
        String account = stage.sts.getCallerIdentity().account();
        return stage.secrets.rotateSecret(request -> request.secretId(name)
                .clientRequestToken(TOKEN)
                .rotationLambdaARN(function(account))
                .rotateImmediately(immediately)
                .rotationRules(rules -> rules.scheduleExpression(schedule)));
    }
}
