package io.stockade.aws.call;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;

/** One attempt and no more: for creations that have neither token nor natural key, where a retry might make a twin. */
public final class Once {
    private static final SdkPlugin NO_RETRY =
            configuration -> configuration.overrideConfiguration(configuration.overrideConfiguration().toBuilder()
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .build());

    public static final AwsRequestOverrideConfiguration ATTEMPT =
            AwsRequestOverrideConfiguration.builder().addPlugin(NO_RETRY).build();

    private Once() {}
}
