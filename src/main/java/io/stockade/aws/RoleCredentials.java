package io.stockade.aws;

import io.stockade.aws.call.RoleException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials of an assumed role: one session for all calls, renewed by one of them before it ends. */
final class RoleCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    /** With so much of a session left, one caller renews it and the others go on: sweeps are more frequent than this. */
    private static final Duration RENEWED = Duration.ofMinutes(5);

    /** With so little left all wait for the new one: longer than a call may take with all its attempts. */
    private static final Duration USELESS = Duration.ofMinutes(1);

    private final Rights rights;
    private final Sessions sessions;
    private final StsClient sts;
    private final StsAssumeRoleCredentialsProvider session;

    /** @param sts a client with the credentials that assume the role; closed with this */
    RoleCredentials(Rights rights, Sessions sessions, StsClient sts) {
        this.rights = rights;
        this.sessions = sessions;
        this.sts = sts;
        this.session = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request ->
                        sessions.mark(request.roleArn(rights.roleArn()).externalId(rights.externalId())))
                .prefetchTime(RENEWED)
                .staleTime(USELESS)
                .build();
    }

    /** Whose rights: a role's, or those of the credentials at hand if there is none. */
    record Rights(@Nullable String roleArn, @Nullable String externalId) {
        @Override
        public String toString() {
            return roleArn == null ? "own" : roleArn;
        }
    }

    /** @throws RoleException if there is no session and none can be had */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return session.resolveCredentials();
        } catch (SdkException failure) {
            throw RoleException.of(
                    failure,
                    rights.toString(),
                    sessions.toCheck(),
                    Objects.requireNonNullElse(rights.externalId(), ""));
        }
    }

    @Override
    public void close() {
        session.close();
        sts.close();
    }
}
