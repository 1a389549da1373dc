package io.stockade.sandbox.iam;

import java.time.Instant;

/** One version of a customer managed policy. */
record ManagedPolicyVersion(String policy, int number, String document, Instant created) {
    String key() {
        return policy + "/" + id();
    }

    String id() {
        return "v" + number;
    }
}
