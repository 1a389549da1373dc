package io.stockade.aws;

import java.time.Duration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A function of a lab's region, such as somebody else made it. */
final class SecretFunction {
    static final String ARN = "arn:aws:lambda:" + Lab.REGION + ":" + Lab.ACCOUNT + ":function:rotate";

    private final Lab lab;
    private final LambdaClient lambda;

    SecretFunction(Lab lab) {
        this.lab = lab;
        this.lambda = lab.sandbox.as("console").lambda(Lab.ACCOUNT, Lab.REGION);
    }

    /** One that Secrets Manager may invoke. */
    void make() {
        makeClosed();
        lambda.addPermission(request -> request.functionName("rotate")
                .statementId("secrets")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com"));
    }

    /** One that nobody else may invoke. */
    void makeClosed() {
        IamClient iam = lab.sandbox.as("console").iam(Lab.ACCOUNT, Lab.REGION);
        iam.createRole(request -> request.roleName("rotate")
                .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                        + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}"));
        lab.wait(Duration.ofSeconds(20));
        lambda.createFunction(request -> request.functionName("rotate")
                .runtime("python3.12")
                .handler("rotate.handler")
                .role("arn:aws:iam::" + Lab.ACCOUNT + ":role/rotate")
                .timeout(30)
                .code(code -> code.s3Bucket("code").s3Key("rotate.zip").s3ObjectVersion("1")));
        lab.wait(Duration.ofMinutes(2));
    }
}
