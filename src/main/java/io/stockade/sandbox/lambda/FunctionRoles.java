package io.stockade.sandbox.lambda;

import io.stockade.sandbox.iam.ExecutionRoles;
import io.stockade.sandbox.iam.Roles;
import io.stockade.sandbox.service.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Role;

/** The roles that functions run with. */
final class FunctionRoles {
    private FunctionRoles() {}

    /**
     * A role that Lambda can assume. It can't for a while after IAM made it: Lambda asks another place than the caller
     * did.
     */
    static Role require(Call call, @Nullable String arn) {
        if (arn == null || !arn.contains(":role/")) {
            throw DeployedFunctions.constraint("role", arn);
        }
        Optional<Role> role = Roles.find(call, arn.substring(arn.lastIndexOf('/') + 1))
                .filter(found -> found.arn().equals(arn))
                .filter(found -> ExecutionRoles.trusts(found, "lambda.amazonaws.com"))
                .filter(found -> !found.createDate()
                        .plus(call.settings().delays().functions().role())
                        .isAfter(call.now()));
        return role.orElseThrow(
                () -> DeployedFunctions.invalid("The role defined for the function cannot be assumed by Lambda."));
    }
}
