package io.stockade.aws;

import io.stockade.aws.RoleCredentials.Rights;
import io.stockade.aws.call.CallTimes;
import io.stockade.cloud.Clouds;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
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
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of the real SDK, one for each service, region and set of rights: the default credential chain's, or a role's
 * that is assumed with it. The SDK itself honours {@code AWS_ENDPOINT_URL} and its forms for single services, so that
 * any emulator serves. All share one HTTP client and one pool of timers, since each would otherwise bring its own.
 */
public final class SdkClients implements AwsClients.Source, AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_ANSWER = CallTimes.FUNCTION.plusSeconds(5);
    private static final int CONNECTIONS = 100;

    private final SdkHttpClient http;
    private final ScheduledExecutorService timers;
    private final AwsCredentialsProvider credentials;
    private final Sessions sessions;
    private final ClientOverrideConfiguration configuration;
    private final ConcurrentMap<Place, AwsClients> clients = new ConcurrentHashMap<>();
    private final ConcurrentMap<Place, RoleCredentials> roles = new ConcurrentHashMap<>();
    private final Deque<SdkAutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * Clients with the default credential chain.
     *
     * @param version of Stockade, for the user agent
     */
    public SdkClients(String version, Sessions sessions) {
        this(version, sessions, DefaultCredentialsProvider.builder().build());
    }

    /** Clients with credentials of one's own, closed with them. */
    public SdkClients(String version, Sessions sessions, AwsCredentialsProvider credentials) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.http = Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                // The attempt's own timeout ends it before; a function that is invoked may take longer.
                .socketTimeout(LONGEST_ANSWER)
                .build();
        this.timers = timers();
        this.configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .apiCallAttemptTimeout(CallTimes.ATTEMPT)
                .apiCallTimeout(CallTimes.CALL)
                .scheduledExecutorService(timers)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "stockade/" + version)
                .build();
    }

    /** Makes the JVM load what a first pass asks for first, while whoever starts waits for others. Asks nobody anything. */
    public static void warmUp() {
        try (SdkClients own = new SdkClients("", new Sessions("", false), AnonymousCredentialsProvider.create())) {
            AwsClients clients = own.open(new Clouds.Target("us-east-1", null, null, null));
            clients.sts();
            clients.ec2();
        }
    }

    /** What clients belong to. The account is that of the rights. */
    private record Place(Rights rights, String region) {}

    /** Equal rights in a region share their clients, whichever account their stacks say that they expect. */
    @Override
    public AwsClients open(Clouds.Target target) {
        Place place = new Place(new Rights(target.roleArn(), target.externalId()), target.region());
        return clients.computeIfAbsent(
                place,
                at -> new AwsClients(new AwsClients.Making(
                        () -> built(Ec2Client.builder(), at),
                        () -> built(AutoScalingClient.builder(), at),
                        // IAM has one endpoint per partition; the SDK finds it from the region.
                        () -> built(IamClient.builder(), at),
                        () -> built(SsmClient.builder(), at),
                        () -> built(StsClient.builder(), at),
                        () -> built(SecretsManagerClient.builder(), at),
                        () -> built(LambdaClient.builder(), at),
                        () -> built(SqsClient.builder(), at),
                        () -> built(CloudTrailClient.builder(), at),
                        () -> built(EventBridgeClient.builder(), at),
                        () -> built(SnsClient.builder(), at))));
    }

    /** Closes all that was opened; calls on their way fail. */
    @Override
    public void close() {
        closed = true;
        for (SdkAutoCloseable each = opened.pollLast(); each != null; each = opened.pollLast()) {
            each.close();
        }
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
        http.close();
        timers.shutdownNow();
    }

    private AwsCredentialsProvider rights(Place place) {
        return place.rights().roleArn() == null
                ? credentials
                : roles.computeIfAbsent(
                        place,
                        at -> kept(new RoleCredentials(
                                at.rights(), sessions, built(StsClient.builder(), at.region(), credentials))));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C built(
            B builder, Place place) {
        if (closed) {
            throw new IllegalStateException("the way to AWS is closed");
        }
        return kept(built(builder, place.region(), rights(place)));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, String region, AwsCredentialsProvider rights) {
        WireSilence.keep();
        return builder.region(Region.of(region))
                .credentialsProvider(rights)
                .httpClient(http)
                .overrideConfiguration(configuration)
                .build();
    }

    private <C extends SdkAutoCloseable> C kept(C each) {
        opened.addLast(each);
        return each;
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
