package io.stockade.aws.iam;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;

/** Everything of one account that IAM answers for. */
public final class IamAccount {
    private final Iam iam;

    /**
     * IAM of an account.
     *
     * @param pathPrefix what is listed, such as {@code /} or {@code /stockade/}
     */
    public IamAccount(Supplier<IamClient> client, Calls calls, String pathPrefix) {
        this.iam = new Iam(client, calls, pathPrefix);
    }

    public List<Reader> readers() {
        return List.of(Roles.reader(iam), InstanceProfiles.reader(iam), ManagedPolicies.reader(iam));
    }

    public List<Driver<?>> drivers() {
        return List.of(new RoleDriver(iam), new InstanceProfileDriver(iam), new ManagedPolicyDriver(iam));
    }
}
