package io.stockade.blueprint;

import io.stockade.graph.Scope;

/** Names of AWS's things as the policies of a stack write them, in the partition that it is in. */
record Arns(Scope scope) {
    /** AWS adds a hyphen and six characters of its own to the name of a secret. */
    private static final String SUFFIX = "-??????";

    /** The one secret of a name: without the pattern at its end a policy would let in longer names too. */
    String secret(String name) {
        return of("secretsmanager", "secret:" + name + SUFFIX);
    }

    /** Every secret under a path. */
    String secretsUnder(String path) {
        return of("secretsmanager", "secret:" + path + "*");
    }

    String function(String name) {
        return of("lambda", "function:" + name);
    }

    /** Every thing of a service in the account and region that has an id. */
    String all(String service) {
        return of(service, "*/*");
    }

    String of(String service, String resource) {
        return "arn:" + scope.partition() + ":" + service + ":" + scope.region() + ":" + scope.account() + ":"
                + resource;
    }

    /** The account that an ARN names; empty where it names none. */
    static String account(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? "" : parts[4];
    }
}
