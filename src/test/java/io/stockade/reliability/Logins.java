package io.stockade.reliability;

import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.Login;
import io.stockade.simulation.StoredLogin;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The first login of a database. Once the secret is there, a person gives it to the database, and says who may make the
 * second of two users that alternate.
 */
record Logins(Stacks stack) implements Script {
    private static final String SECRET = "/prod/play/login";
    private static final String HOST = "db.internal";
    private static final String ADMIN = "admin";
    private static final String BY_HAND = "by-hand-0123456789-0123456789-0123";

    @Override
    public void begin(Lab lab) {
        lab.apply(stack);
    }

    @Override
    public void react(Lab lab) {
        boolean made = lab.told()
                .filter(status -> status.is("Ready") && status.observedGeneration() == lab.generation())
                .isPresent();
        if (made && !databases(lab).hasUser(HOST, ADMIN)) {
            boolean unused = lab.time.call(() -> {
                open(console(lab), databases(lab));
                return true;
            });
        }
    }

    private static void open(SecretsManagerClient console, Counterpart databases) {
        String value =
                console.getSecretValue(request -> request.secretId(SECRET)).secretString();
        StoredLogin login = StoredLogin.of(value);
        databases.database(HOST);
        databases.user(HOST, login.user(), login.password());
        databases.admin(HOST, ADMIN, "of all");
        String admin = console.createSecret(request -> request.name(ADMIN)
                        .secretString("{\"host\":\"db.internal\",\"username\":\"admin\",\"password\":\"of all\"}"))
                .arn();
        console.putSecretValue(request -> request.secretId(SECRET)
                .clientRequestToken(BY_HAND)
                .secretString(value.replace("}", ",\"masterarn\":\"" + admin + "\"}")));
    }

    /** Whoever reads the secret, or read it before it was rotated last, must be able to log in. */
    static List<String> problems(Lab lab) {
        return Stream.of("AWSCURRENT", "AWSPREVIOUS")
                .filter(label -> lab.time.call(() -> tried(lab, label)) != Login.OK)
                .map(label -> "with the value of " + label + " nobody can log in")
                .toList();
    }

    private static Login tried(Lab lab, String label) {
        String value = console(lab)
                .getSecretValue(request -> request.secretId(SECRET).versionStage(label))
                .secretString();
        return StoredLogin.of(value).tryAt(databases(lab));
    }

    private static SecretsManagerClient console(Lab lab) {
        return lab.sandbox.as(Tampering.PRINCIPAL).secretsManager(Lab.ACCOUNT, Lab.REGION);
    }

    private static Counterpart databases(Lab lab) {
        return lab.sandbox.counterpart(Lab.ACCOUNT, Lab.REGION);
    }
}
