package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.world.Table;
import java.util.List;

/** All of IAM that is here: what can be called, what is kept. */
public final class Iam {
    private Iam() {}

    /** What can be called. */
    public static Operations operations() {
        Operations operations = new Operations();
        RoleOperations.register(operations);
        RolePolicyOperations.register(operations);
        ManagedPolicyOperations.register(operations);
        ManagedPolicyVersionOperations.register(operations);
        InstanceProfileOperations.register(operations);
        return operations;
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of(
                Roles.TABLE,
                InlinePolicy.TABLE,
                AttachedRolePolicy.TABLE,
                ManagedPolicies.TABLE,
                ManagedPolicies.VERSION,
                ManagedPolicies.NEWEST,
                InstanceProfileOperations.TABLE,
                InstanceProfileOperations.ROLE);
    }
}
