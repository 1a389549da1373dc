package io.stockade.simulation;

import io.stockade.graph.Digest;
import io.stockade.sandbox.functions.RotationFunction;
import io.stockade.sandbox.functions.SandboxFunction;
import io.stockade.spec.SecureStack;
import java.util.List;

/** A secret by who makes its new values, and what they open; alone in a stack. */
enum RotatedSecret {
    /** Made by Stockade, and nobody else has to hear of it. */
    TEXT("{random: {length: 32}}", "strategy: Generated", false),
    /** Made by Stockade, and set by a function as the password of a database's only user. */
    SINGLE_USER(Constants.LOGIN, "strategy: Generated, hooks: {functionArn: \"" + Constants.FUNCTION + "\"}", true),
    /** Made by AWS's rotation, and set by its function for the one of two users who has his turn. */
    ALTERNATING_USERS(Constants.LOGIN, "strategy: Lambda, lambda: {functionArn: \"" + Constants.FUNCTION + "\"}", true);

    static final String STACK = "default/vault";
    static final String NAME = "login";
    static final String FULL_NAME = "/prod/vault/" + NAME;
    static final String FUNCTION = Constants.FUNCTION;
    static final String ASKED = "asked";
    /** The version of a person who said which admin makes the second user. */
    static final String BY_HAND = "by-hand-0123456789-0123456789-0123";

    /** When it is due, every day. */
    static final String DUE = "2027-01-01T03:00:00Z";

    private static final String BASE = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: vault}
            spec:
              region: eu-west-1
              environment: prod
              network:
                cidr: 10.90.0.0/16
                zoneIds: [euw1-az1, euw1-az2]
                tiers: [{name: data, access: Isolated}]
                nat: {mode: None}
                endpoints: []
            """;

    private final String value;
    private final String rotation;
    private final boolean opensDatabase;

    /** What enum constants can't see of their own class. */
    private static final class Constants {
        static final String FUNCTION = Account.functionArn("rotate-theirs");
        static final String LOGIN = "{database: {engine: postgres, host: db.internal, username: app}}";
    }

    RotatedSecret(String value, String rotation, boolean opensDatabase) {
        this.value = value;
        this.rotation = rotation;
        this.opensDatabase = opensDatabase;
    }

    /** The stack without the secret. */
    static SecureStack before() {
        return Simulation.manifest(BASE);
    }

    SecureStack manifest() {
        return Simulation.manifest(BASE + """
                  secrets:
                    - name: login
                      value: %s
                      rotation: {%s, schedule: "cron(0 3 * * ? *)", window: 1h}
                """.formatted(value, rotation));
    }

    boolean opensDatabase() {
        return opensDatabase;
    }

    /** Whether the login that readers have is never touched by a rotation. */
    boolean alternates() {
        return this == ALTERNATING_USERS;
    }

    /** What its function does. */
    SandboxFunction function() {
        return alternates() ? new RotationFunction() : new LoginHook();
    }

    /**
     * The versions that readers get, one after the other.
     *
     * @param got those that they got, for the one whose id AWS makes up
     */
    List<String> versions(List<String> got) {
        String first = token("first");
        String asked = token("request:" + ASKED);
        return alternates()
                ? List.of(first, BY_HAND, asked, got.isEmpty() ? "" : got.get(got.size() - 1))
                : List.of(first, asked, token(DUE));
    }

    private static String token(String occasion) {
        return Digest.hex("uid-vault", "Secret/" + NAME, "rotation", occasion, "1");
    }
}
