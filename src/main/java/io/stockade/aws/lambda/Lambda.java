package io.stockade.aws.lambda;

import io.stockade.aws.call.Calls;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Lambda in one region: its client, and the way every call to it goes.
 *
 * @param iam knows the ARNs of roles, by which Lambda wants them
 */
record Lambda(Supplier<LambdaClient> client, Supplier<IamClient> iam, Calls calls) {
    /** What every name that we give begins with, see {@link io.stockade.graph.Owner#globalName}. */
    static final String NAME_PREFIX = "stockade-";

    <T> T call(String action, String name, Function<LambdaClient, T> call) {
        return calls.run(action, ResourceKind.FUNCTION.toString(), name, () -> call.apply(client.get()));
    }

    /** A role's ARN by its name: its path is part of it, and a function does not tell that. */
    String roleArn(String role) {
        return role.startsWith("arn:")
                ? role
                : calls.run(
                                "GetRole",
                                ResourceKind.ROLE.toString(),
                                role,
                                () -> iam.get().getRole(request -> request.roleName(role)))
                        .role()
                        .arn();
    }

    Instant now() {
        return calls.now();
    }
}
