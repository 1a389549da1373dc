package io.stockade.aws;

import io.stockade.cloud.Clouds;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients for one target, whoever stands behind them: AWS, an emulator, the sandbox. Each is made when it is
 * first asked for.
 */
public final class AwsClients {
    private final Supplier<Ec2Client> ec2;
    private final Supplier<AutoScalingClient> autoScaling;
    private final Supplier<IamClient> iam;
    private final Supplier<SsmClient> ssm;
    private final Supplier<StsClient> sts;
    private final Supplier<SecretsManagerClient> secretsManager;
    private final Supplier<LambdaClient> lambda;
    private final Supplier<SqsClient> sqs;
    private final Supplier<CloudTrailClient> cloudTrail;
    private final Supplier<EventBridgeClient> eventBridge;
    private final Supplier<SnsClient> sns;

    public AwsClients(Making making) {
        this.ec2 = new Once<>(making.ec2());
        this.autoScaling = new Once<>(making.autoScaling());
        this.iam = new Once<>(making.iam());
        this.ssm = new Once<>(making.ssm());
        this.sts = new Once<>(making.sts());
        this.secretsManager = new Once<>(making.secretsManager());
        this.lambda = new Once<>(making.lambda());
        this.sqs = new Once<>(making.sqs());
        this.cloudTrail = new Once<>(making.cloudTrail());
        this.eventBridge = new Once<>(making.eventBridge());
        this.sns = new Once<>(making.sns());
    }

    /** Where clients come from. */
    @FunctionalInterface
    public interface Source {
        /** The clients of a target; asked once for each. */
        AwsClients open(Clouds.Target target);
    }

    /** How each client is made. */
    public record Making(
            Supplier<Ec2Client> ec2,
            Supplier<AutoScalingClient> autoScaling,
            Supplier<IamClient> iam,
            Supplier<SsmClient> ssm,
            Supplier<StsClient> sts,
            Supplier<SecretsManagerClient> secretsManager,
            Supplier<LambdaClient> lambda,
            Supplier<SqsClient> sqs,
            Supplier<CloudTrailClient> cloudTrail,
            Supplier<EventBridgeClient> eventBridge,
            Supplier<SnsClient> sns) {}

    public Ec2Client ec2() {
        return ec2.get();
    }

    public AutoScalingClient autoScaling() {
        return autoScaling.get();
    }

    public IamClient iam() {
        return iam.get();
    }

    public SsmClient ssm() {
        return ssm.get();
    }

    public StsClient sts() {
        return sts.get();
    }

    public SecretsManagerClient secretsManager() {
        return secretsManager.get();
    }

    public LambdaClient lambda() {
        return lambda.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public CloudTrailClient cloudTrail() {
        return cloudTrail.get();
    }

    public EventBridgeClient eventBridge() {
        return eventBridge.get();
    }

    public SnsClient sns() {
        return sns.get();
    }

    /** Makes something at the first call, and once. Making a client takes no call, so nobody waits long for another. */
    private static final class Once<C> implements Supplier<C> {
        private final Supplier<C> making;
        private volatile @Nullable C made;

        Once(Supplier<C> making) {
            this.making = making;
        }

        @Override
        public C get() {
            C known = made;
            if (known != null) {
                return known;
            }
            synchronized (this) {
                known = made;
                if (known == null) {
                    known = making.get();
                    made = known;
                }
                return known;
            }
        }
    }
}
