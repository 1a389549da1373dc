package io.stockade.simulation;

import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.Login;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Looks at a secret between any two calls: which versions readers got, and whether its labelled values log in. */
final class LoginWatch {
    private final RotatedSecret secret;
    private final SecretsManagerClient console;
    private final Counterpart databases;
    private final Map<String, StoredLogin> known = new HashMap<>();
    private final List<String> currents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean opens;

    LoginWatch(RotatedSecret secret, Simulation simulation) {
        this.secret = secret;
        this.console = simulation.sandbox.as("console").secretsManager(Simulation.ACCOUNT, Console.REGION);
        this.databases = simulation.sandbox.counterpart(Simulation.ACCOUNT, Console.REGION);
    }

    /** From now on the secret is for a database, which knows its login. */
    void opens() {
        opens = true;
    }

    /** Every version that readers ever got, in order. */
    List<String> currents() {
        return currents;
    }

    List<String> problems() {
        return problems;
    }

    /** By label. */
    SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        console.describeSecret(request -> request.secretId(RotatedSecret.FULL_NAME))
                .versionIdsToStages()
                .forEach((version, stages) -> stages.forEach(stage -> labels.put(stage, version)));
        return labels;
    }

    /** What must hold between any two calls, whoever makes them. */
    void look(String before) {
        SortedMap<String, String> labels;
        try {
            labels = labels();
        } catch (ResourceNotFoundException notYet) {
            return;
        }
        String current = labels.get("AWSCURRENT");
        if (current != null
                && (currents.isEmpty() || !currents.get(currents.size() - 1).equals(current))) {
            currents.add(current);
        }
        if (!opens || !secret.opensDatabase() || problems.size() > 3) {
            return;
        }
        boolean reader = logsIn(labels, "AWSCURRENT");
        boolean between = secret.alternates() ? reader : reader || logsIn(labels, "AWSPENDING");
        if (!between) {
            problems.add("before " + before + " a reader of AWSCURRENT cannot log in: " + labels);
        }
        if (labels.keySet().stream().noneMatch(label -> logsIn(labels, label))) {
            problems.add("before " + before + " the credential in use has no label: " + labels);
        }
    }

    /** Whether nothing is pending but, as AWS's functions leave it, what readers get. */
    static boolean finished(SortedMap<String, String> labels) {
        String pending = labels.get("AWSPENDING");
        return pending == null || pending.equals(labels.get("AWSCURRENT"));
    }

    /** Whether a reader can log in. */
    boolean logsIn(SortedMap<String, String> labels) {
        return !secret.opensDatabase() || logsIn(labels, "AWSCURRENT");
    }

    private boolean logsIn(SortedMap<String, String> labels, String label) {
        return Optional.ofNullable(labels.get(label)).flatMap(this::value).stream()
                .anyMatch(login -> login.tryAt(databases) == Login.OK);
    }

    /** Empty while a version is only a label. */
    private Optional<StoredLogin> value(String version) {
        Optional<StoredLogin> before = Optional.ofNullable(known.get(version));
        if (before.isPresent()) {
            return before;
        }
        try {
            String value = console.getSecretValue(
                            request -> request.secretId(RotatedSecret.FULL_NAME).versionId(version))
                    .secretString();
            StoredLogin read = StoredLogin.of(value);
            known.put(version, read);
            return Optional.of(read);
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }
}
