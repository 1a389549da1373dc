package io.stockade.blueprint;

import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Scope;
import io.stockade.spec.SecretSpec;
import java.util.List;

/**
 * Who may do what with secrets. Applications read and people write, and nobody does both: a writer puts values that it
 * never gets to see again.
 */
final class SecretPolicies {
    private static final List<String> READING =
            List.of("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret");

    private static final List<String> WRITING = List.of(
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
            "secretsmanager:DescribeSecret");

    /** docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html. */
    private static final List<String> ROTATING = List.of(
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage");

    private static final List<String> LOGGING =
            List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

    /**
     * By these Lambda connects a function to a VPC; with the role of the function, but not from within it:
     * docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, "Required IAM permissions" and "Security best
     * practices".
     */
    private static final List<String> CONNECTING = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:UnassignPrivateIpAddresses");

    private static final List<String> LOOKING = List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets");

    private final Arns arns;

    SecretPolicies(Scope scope) {
        this.arns = new Arns(scope);
    }

    /** The resource policy of a secret. In it, the resource is the secret that it is attached to. */
    PolicyDocument of(SecretSpec secret) {
        PolicyText text = new PolicyText();
        if (!secret.readers().isEmpty()) {
            text.add("Readers", "Allow", READING, List.of("*"), PolicyText.principals("AWS", secret.readers()));
        }
        if (!secret.writers().isEmpty()) {
            text.add("Writers", "Allow", WRITING, List.of("*"), PolicyText.principals("AWS", secret.writers()));
        }
        return text.document();
    }

    /** Lets a role read every secret of an environment. */
    PolicyDocument readers(String environment) {
        return new PolicyText()
                .allow("Readers", READING, arns.secretsUnder("/" + environment + "/"))
                .document();
    }

    /** Lets a role write every secret of an environment. */
    PolicyDocument writers(String environment) {
        return new PolicyText()
                .allow("Writers", WRITING, arns.secretsUnder("/" + environment + "/"))
                .document();
    }

    /** Lets a service take a role. */
    PolicyDocument trust(String service) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}}");
    }

    /** Lets Secrets Manager, for this account only, invoke a function: as {@code GetPolicy} shows that. */
    PolicyDocument invocation(String function) {
        String rest = PolicyText.principals("Service", List.of("secretsmanager.amazonaws.com"))
                + PolicyText.condition(
                        "StringEquals", "AWS:SourceAccount", arns.scope().account());
        String document = new PolicyText()
                .add(
                        "SecretsManager",
                        "Allow",
                        List.of("lambda:InvokeFunction"),
                        List.of(arns.function(function)),
                        rest)
                .document()
                .json();
        return PolicyDocument.parse("{\"Id\":\"default\"," + document.substring(1));
    }

    /**
     * What a rotation function may: rotate this one secret, and only as the function that the secret names.
     *
     * @param name of the secret in AWS
     * @param function its name
     */
    PolicyDocument rotation(String name, String function, SecretSpec secret) {
        String arn = arns.function(function);
        PolicyText text = new PolicyText()
                .add(
                        "Rotate",
                        "Allow",
                        ROTATING,
                        List.of(arns.secret(name)),
                        PolicyText.condition("StringEquals", "secretsmanager:resource/AllowRotationLambdaArn", arn))
                .allow("Generate", List.of("secretsmanager:GetRandomPassword"), "*");
        String group = arns.of("logs", "log-group:/aws/lambda/" + function);
        text.allow("Log", LOGGING, group, group + ":*")
                // AWS knows no narrower: which interfaces Lambda will make, and shares, nobody can say before.
                .allow("Connect", CONNECTING, arns.all("ec2"))
                .allow("Look", LOOKING, "*")
                .add(
                        "ConnectNothingElse",
                        "Deny",
                        CONNECTING,
                        List.of("*"),
                        PolicyText.condition("ArnEquals", "lambda:SourceFunctionArn", arn));
        if (secret.kmsKey() != null) {
            key(text, secret.kmsKey(), arns.secret(name));
        }
        return text.document();
    }

    /**
     * An alias names no resource in a policy, but can be a condition:
     * docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html. The context is what Secrets Manager
     * encrypts with: docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html.
     */
    private void key(PolicyText text, String key, String secret) {
        List<String> actions = List.of("kms:Decrypt", "kms:GenerateDataKey");
        String context = PolicyText.operator("StringLike", "kms:EncryptionContext:SecretARN", secret);
        int alias = key.indexOf("alias/");
        boolean named = alias == 0 || (alias > 0 && key.charAt(alias - 1) == ':');
        if (!named) {
            text.add("Key", "Allow", actions, List.of(key), ",\"Condition\":{" + context + "}");
            return;
        }
        String keys = alias == 0 ? arns.of("kms", "key/*") : key.substring(0, alias) + "key/*";
        String aliased = PolicyText.operator("ForAnyValue:StringEquals", "kms:ResourceAliases", key.substring(alias));
        text.add("Key", "Allow", actions, List.of(keys), ",\"Condition\":{" + context + "," + aliased + "}");
    }
}
