package io.stockade.aws;

import io.stockade.cloud.Clouds;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients for one target, whoever stands behind them: AWS, an emulator, the sandbox. */
public record AwsClients(Ec2Client ec2, AutoScalingClient autoScaling, IamClient iam, SsmClient ssm, StsClient sts) {
    /** Where clients come from. */
    @FunctionalInterface
    public interface Source {
        /** The clients of a target; asked once for each. */
        AwsClients open(Clouds.Target target);
    }
}
