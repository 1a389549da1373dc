package io.stockade.aws;

import io.stockade.cloud.Clouds;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Clients of the real SDK: the default credential chain, or a role assumed with it. The SDK itself honours
 * {@code AWS_ENDPOINT_URL}, so that any emulator serves. All share one HTTP client and one pool of timers, since each
 * would otherwise bring its own.
 */
public final class SdkClients implements AwsClients.Source, AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(40);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 100;

    private final SdkHttpClient http;
    private final ScheduledExecutorService timers;
    private final AwsCredentialsProvider credentials;
    private final ClientOverrideConfiguration configuration;

    /**
     * Clients with the default credential chain.
     *
     * @param version of Stockade, for the user agent
     */
    public SdkClients(String version) {
        this(version, DefaultCredentialsProvider.builder().build());
    }

    public SdkClients(String version, AwsCredentialsProvider credentials) {
        this.credentials = credentials;
        this.http = Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT)
                .build();
        this.timers = timers();
        this.configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .scheduledExecutorService(timers)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "stockade/" + version)
                .build();
    }

    @Override
    public AwsClients open(Clouds.Target target) {
        AwsCredentialsProvider rights = rights(target);
        Region region = Region.of(target.region());
        return new AwsClients(
                built(Ec2Client.builder(), region, rights),
                built(AutoScalingClient.builder(), region, rights),
                // IAM has one endpoint per partition; the SDK finds it from the region.
                built(IamClient.builder(), region, rights),
                built(SsmClient.builder(), region, rights),
                built(StsClient.builder(), region, rights));
    }

    @Override
    public void close() {
        http.close();
        timers.shutdownNow();
    }

    private AwsCredentialsProvider rights(Clouds.Target target) {
        if (target.roleArn() == null) {
            return credentials;
        }
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(built(StsClient.builder(), Region.of(target.region()), credentials))
                .refreshRequest(request -> request.roleArn(target.roleArn())
                        .roleSessionName("stockade")
                        .externalId(target.externalId()))
                .build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, Region region, AwsCredentialsProvider rights) {
        return builder.region(region)
                .credentialsProvider(rights)
                .httpClient(http)
                .overrideConfiguration(configuration)
                .build();
    }

    /** Only timeouts run here. */
    private static ScheduledExecutorService timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "aws-timers");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }
}
