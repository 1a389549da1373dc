package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.KmsKey;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.ValueRecipe;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.ScheduleException;
import io.stockade.spec.DatabaseValueSpec;
import io.stockade.spec.RandomValueSpec;
import io.stockade.spec.ReplicaSpec;
import io.stockade.spec.RotationHooksSpec;
import io.stockade.spec.RotationSpec;
import io.stockade.spec.RotationStrategy;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecretValueSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The secrets of the manifest: empty, as far as the graph knows. What is to be in them, and when, their duties say. */
final class SecretDrawing {
    private final Drawing drawing;
    private final RotationDrawing rotations;
    private final SecretPolicies policies;

    private SecretDrawing(Drawing drawing, RotationDrawing rotations) {
        this.drawing = drawing;
        this.rotations = rotations;
        this.policies = new SecretPolicies(drawing.facts().scope());
    }

    /** Draws them, and tells what is to be done about the value of each. */
    static List<SecretDuty> draw(Drawing drawing, RotationDrawing rotations) {
        SecretDrawing secrets = new SecretDrawing(drawing, rotations);
        List<SecretDuty> duties = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<SecretSpec> specs = drawing.stack().spec().secrets();
        for (int index = 0; index < specs.size(); index++) {
            SecretSpec spec = specs.get(index);
            if (names.add(spec.name())) {
                duties.add(secrets.draw(spec, "spec.secrets[" + index + "]"));
            }
        }
        return duties;
    }

    private SecretDuty draw(SecretSpec spec, String path) {
        sharedKey(spec, path);
        String name = spec.fullName(
                drawing.stack().environmentOrDefault(),
                drawing.stack().metadata().name());
        Ref secret = drawing.tagged(
                ResourceKind.SECRET,
                spec.name(),
                tags -> new Secret(
                        name,
                        Objects.requireNonNullElse(spec.description(), ""),
                        key(spec.kmsKey(), drawing.facts().scope().region()),
                        replicas(spec),
                        spec.recoveryWindowDays(),
                        policies.of(spec),
                        false,
                        new TreeSet<>(),
                        "",
                        "",
                        "",
                        tags));
        SecretDuty.Rotation rotation = rotation(spec.rotation());
        if (rotation != null && rotation.strategy() == SecretDuty.Strategy.LAMBDA) {
            rotations.draw(spec, secret, name, rotation, path);
        }
        return new SecretDuty(
                new Address(ResourceKind.SECRET, spec.name()), spec.name(), recipe(spec.value()), rotation);
    }

    private SortedSet<String> replicas(SecretSpec spec) {
        return spec.replicas().stream().map(this::text).collect(Collectors.toCollection(TreeSet::new));
    }

    private String text(ReplicaSpec replica) {
        String key = key(replica.kmsKey(), replica.region());
        return key.isEmpty() ? replica.region() : replica.region() + "=" + key;
    }

    private String key(@Nullable String written, String region) {
        Scope here = drawing.facts().scope();
        return written == null ? "" : KmsKey.canonical(written, new Scope(here.partition(), here.account(), region));
    }

    private static ValueRecipe recipe(SecretValueSpec value) {
        RandomValueSpec random = value.random();
        if (random != null) {
            return new ValueRecipe.Text(random.lengthOrDefault(), random.excludeOrDefault());
        }
        DatabaseValueSpec database = value.database();
        return database == null ? new ValueRecipe.External() : login(database);
    }

    private static ValueRecipe login(DatabaseValueSpec database) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("engine", database.engine().word());
        fields.put("host", database.host());
        fields.put("port", String.valueOf(database.portOrDefault()));
        fields.put("username", database.username());
        Optional.ofNullable(database.dbname()).ifPresent(name -> fields.put("dbname", name));
        return new ValueRecipe.Login(fields, database.lengthOrDefault(), database.excludeOrDefault());
    }

    private static SecretDuty.@Nullable Rotation rotation(@Nullable RotationSpec spec) {
        if (spec == null) {
            return null;
        }
        RotationHooksSpec hooks = spec.hooks();
        try {
            return new SecretDuty.Rotation(
                    strategy(spec.strategyOrDefault()),
                    spec.parsedSchedule().text(),
                    spec.parsedWindow().map(RotationWindow::length).orElse(null),
                    hooks == null ? null : hooks.functionArn());
        } catch (ScheduleException refusedByTheRules) {
            return null;
        }
    }

    private static SecretDuty.Strategy strategy(RotationStrategy strategy) {
        return switch (strategy) {
            case GENERATED -> SecretDuty.Strategy.GENERATED;
            case LAMBDA -> SecretDuty.Strategy.LAMBDA;
        };
    }

    /** The rules say so too, where the manifest names the account that the stack is in. */
    private void sharedKey(SecretSpec spec, String path) {
        if (spec.kmsKey() != null) {
            return;
        }
        String own = drawing.facts().scope().account();
        foreign(path + ".readers", spec.readers(), own);
        foreign(path + ".writers", spec.writers(), own);
    }

    private void foreign(String path, List<String> principals, String own) {
        for (int index = 0; index < principals.size(); index++) {
            String account = Arns.account(principals.get(index));
            if (!account.equals(own)) {
                drawing.errorUnlessRefused(
                        path + "[" + index + "]",
                        "is in account " + account + ", which can't use the key that AWS keeps in " + own
                                + ": give the secret a kmsKey of your own that lets that account in");
            }
        }
    }
}
