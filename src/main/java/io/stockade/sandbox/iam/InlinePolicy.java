package io.stockade.sandbox.iam;

import io.stockade.sandbox.world.Table;

/** A policy that is written into a role. */
record InlinePolicy(String role, String name, String document) {
    static final Table<InlinePolicy> TABLE = new Table<>("role-policy", InlinePolicy.class, InlinePolicy::role);

    String key() {
        return role + "/" + name;
    }

    /** How much of IAM's limit it takes. */
    int size() {
        return document.replaceAll("\\s", "").length();
    }
}
