package io.stockade;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import io.stockade.sandbox.Sandbox;

/** Leads the way to AWS into a sandbox. */
public final class SandboxClients {
    /** Whose stacks are that name no account. */
    static final String ACCOUNT = "111122223333";

    private SandboxClients() {}

    /** In the account that a target names: a sandbox has every account. */
    public static AwsClients.Source of(Sandbox sandbox) {
        return target -> of(sandbox, account(target), target.region());
    }

    /** In one account and region. */
    public static AwsClients of(Sandbox sandbox, String account, String region) {
        return new AwsClients(new AwsClients.Making(
                () -> sandbox.ec2(account, region),
                () -> sandbox.autoScaling(account, region),
                () -> sandbox.iam(account, region),
                () -> sandbox.ssm(account, region),
                () -> sandbox.sts(account, region),
                () -> sandbox.secretsManager(account, region),
                () -> sandbox.lambda(account, region),
                () -> {
                    throw new UnsupportedOperationException("the sandbox has no queues");
                },
                () -> sandbox.cloudTrail(account, region),
                () -> {
                    throw new UnsupportedOperationException("the sandbox has no rules of events");
                },
                () -> {
                    throw new UnsupportedOperationException("the sandbox has no topics");
                }));
    }

    static String account(Clouds.Target target) {
        String role = target.roleArn();
        if (role != null) {
            return role.split(":")[4];
        }
        return target.account() == null ? ACCOUNT : target.account();
    }
}
