package io.stockade;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import io.stockade.sandbox.Sandbox;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The sandbox's clients, as the way to AWS wants them. */
record SandboxClients(Sandbox sandbox, String account, String region) implements AwsClients {
    /** Whose stacks are that name no account. */
    static final String ACCOUNT = "111122223333";

    /** The account that a target names is there: a sandbox has every account. */
    static String account(Clouds.Target target) {
        String role = target.roleArn();
        if (role != null) {
            return role.split(":")[4];
        }
        return target.account() == null ? ACCOUNT : target.account();
    }

    static AwsClients.Source of(Sandbox sandbox) {
        return target -> new SandboxClients(sandbox, account(target), target.region());
    }

    @Override
    public Ec2Client ec2() {
        return sandbox.ec2(account, region);
    }

    @Override
    public AutoScalingClient autoScaling() {
        return sandbox.autoScaling(account, region);
    }

    @Override
    public IamClient iam() {
        return sandbox.iam(account, region);
    }

    @Override
    public SsmClient ssm() {
        return sandbox.ssm(account, region);
    }

    @Override
    public StsClient sts() {
        return sandbox.sts(account, region);
    }
}
