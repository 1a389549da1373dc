package io.stockade.simulation;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import io.stockade.sandbox.Sandbox;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The sandbox's clients as the drivers want them, in one account whatever the target says. */
record SandboxClients(Sandbox sandbox, String account, String region) implements AwsClients {
    static AwsClients.Source of(Sandbox sandbox, String account) {
        return (Clouds.Target target) -> new SandboxClients(sandbox, account, target.region());
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
