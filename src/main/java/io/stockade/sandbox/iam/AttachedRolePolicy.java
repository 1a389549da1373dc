package io.stockade.sandbox.iam;

import io.stockade.sandbox.world.Table;

/** A policy of its own that a role has. */
record AttachedRolePolicy(String role, String arn) {
    static final Table<AttachedRolePolicy> TABLE =
            new Table<>("attached-role-policy", AttachedRolePolicy.class, AttachedRolePolicy::role);

    String key() {
        return role + "/" + arn;
    }

    String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
