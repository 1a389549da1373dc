package io.stockade.simulation;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretValue;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.Tags;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Everything that can be asked of AWS about a secret, from its first moment to its last. */
final class SecretRequests {
    private static final String KEY = "11111111-2222-3333-4444-555555555555";
    private static final String OWN = "stockade-rotate";
    private static final String PARTNERS = "partner-rotate";
    private static final String FIRST = "1".repeat(64);
    private static final String SECOND = "2".repeat(64);

    private final Simulation simulation;
    private final Owner owner;
    private final Cloud cloud;
    private final SecretStore store;

    SecretRequests(Simulation simulation, String stack) {
        this.simulation = simulation;
        this.owner = new Owner(UsedCalls.INSTALLATION, stack, "uid-1");
        this.cloud = simulation.cloud(Console.REGION);
        this.store = cloud.secrets();
    }

    /** A secret that stands and that nobody declared. */
    static void leave(Simulation simulation, String stack) {
        SecretRequests life = new SecretRequests(simulation, stack);
        simulation.act(() -> simulation
                .sandbox
                .as("console")
                .secretsManager(Simulation.ACCOUNT, Console.REGION)
                .createSecret(request -> request.name("/prod/left")
                        .tags(life.tags().entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())));
    }

    void lived() {
        simulation.act(this::role);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofSeconds(20)));
        simulation.act(this::functions);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(2)));
        String keyed = simulation.time.call(() -> {
            cloud.scope(simulation.time.now());
            withoutAKey();
            return withAKey();
        });
        // AWS first tries the function, as a rotation that leads to nothing.
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(5)));
        simulation.act(() -> store.rotate(keyed, SECOND));
    }

    private void withoutAKey() {
        Secret plain = secret("plain", "", replicas());
        make("plain", plain);
        Observed<Secret> seen = listed();
        Driver<Secret> driver = driver(ResourceKind.SECRET);
        seen = driver.readDetails(seen);
        put(seen.id(), FIRST, SecretStore.CURRENT);
        put(seen.id(), SECOND, SecretStore.PENDING);
        store.find(seen.id(), SECOND);
        store.invoke(PARTNERS, "setSecret", seen.id(), SECOND);
        store.move(seen.id(), SecretStore.CURRENT, SECOND, FIRST);
        store.move(seen.id(), SecretStore.PENDING, null, SECOND);
        Secret other = with(with(plain, "policy", PolicyDocument.NONE), "replicas", replicas("us-east-1"));
        seen = change(seen, with(other, "recoveryWindowDays", 7), "policy", "replicas", "recoveryWindowDays");
        seen = change(seen, plain, "replicas");
        seen = change(seen, with(plain, "tags", plain.tags().with(Map.of("team", "red"))), "tags");
        seen = change(seen, with(plain, "tags", plain.tags().instead(Set.of("team"))), "tags");
        Observed<SecretRotation> rotation = rotation(seen, PARTNERS);
        this.<SecretRotation>driver(ResourceKind.SECRET_ROTATION).delete(List.of(rotation));
        driver.delete(List.of(seen));
        seen = driver.readById(seen.id()).orElseThrow();
        change(seen, plain, "scheduledForDeletion");
    }

    private String withAKey() {
        Secret keyed = secret("keyed", KEY, replicas("us-west-2"));
        Observed<Secret> seen = make("keyed", keyed);
        put(seen.id(), FIRST, SecretStore.CURRENT);
        store.find(seen.id(), FIRST);
        change(seen, with(keyed, "description", "another"), "description");
        rotation(seen, OWN);
        store.invoke(OWN, "testSecret", seen.id(), FIRST);
        return seen.id();
    }

    private Map<String, String> tags() {
        return owner.tags(new Address(ResourceKind.SECRET, "left"));
    }

    private static SortedSet<String> replicas(String... regions) {
        return new TreeSet<>(List.of(regions));
    }

    private static Secret with(Secret secret, String component, Object value) {
        return Component.with(secret, component, value);
    }

    private Secret secret(String name, String key, SortedSet<String> replicas) {
        return new Secret(
                "/prod/" + name,
                "",
                key,
                replicas,
                30,
                PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
                        + Simulation.ACCOUNT + ":role/app\"},\"Action\":\"secretsmanager:GetSecretValue\","
                        + "\"Resource\":\"*\"}}"),
                false,
                Collections.emptySortedSet(),
                "",
                "",
                "",
                Tags.of(owner.tags(new Address(ResourceKind.SECRET, name))));
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private <R extends Resource> Driver<R> driver(ResourceKind kind) {
        return (Driver<R>) cloud.driver(kind);
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private <R extends Resource> Observed<R> done(Written written) {
        if (written.problem() != null) {
            throw written.problem();
        }
        return (Observed<R>) written.now().get(0);
    }

    private <R extends Resource> Observed<R> make(String name, R wanted) {
        Address address = new Address(wanted.kind(), name);
        Creation<R> creation = new Creation<>(address, wanted, owner.token(address, 0), "nonce");
        return done(this.<R>driver(wanted.kind()).create(List.of(creation)));
    }

    private Observed<Secret> change(Observed<Secret> seen, Secret wanted, String... components) {
        return done(this.<Secret>driver(ResourceKind.SECRET).update(seen, wanted, Set.of(components)));
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private Observed<Secret> listed() {
        return (Observed<Secret>) cloud.readers().stream()
                .filter(reader -> reader.kinds().contains(ResourceKind.SECRET))
                .flatMap(reader -> reader.list(new ReadScope(UsedCalls.INSTALLATION, new TreeSet<>())).stream())
                .findFirst()
                .orElseThrow()
                .thing();
    }

    private void put(String secret, String token, String label) {
        try (SecretValue value = SecretValue.of(("value of " + token).toCharArray())) {
            store.put(secret, token, value, label);
        }
    }

    private Observed<SecretRotation> rotation(Observed<Secret> secret, String function) {
        String arn = "arn:aws:lambda:" + Console.REGION + ":" + Simulation.ACCOUNT + ":function:" + function;
        return make("rotation", new SecretRotation(Ref.known(secret.id()), Ref.known(arn), "rate(30 days)", ""));
    }

    private void role() {
        simulation
                .sandbox
                .as("console")
                .iam(Simulation.ACCOUNT, Console.REGION)
                .createRole(request -> request.roleName("rotate")
                        .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}"));
    }

    private void functions() {
        function(OWN, owner.tags(new Address(ResourceKind.FUNCTION, "rotate")));
        function(PARTNERS, new TreeMap<>(Map.of(Owner.ROTATES_TAG, UsedCalls.INSTALLATION)));
    }

    private void function(String name, Map<String, String> tags) {
        LambdaClient lambda = simulation.sandbox.as("console").lambda(Simulation.ACCOUNT, Console.REGION);
        lambda.createFunction(request -> request.functionName(name)
                .runtime("python3.12")
                .handler("rotate.handler")
                .role("arn:aws:iam::" + Simulation.ACCOUNT + ":role/rotate")
                .timeout(30)
                .tags(tags)
                .code(code -> code.s3Bucket("code").s3Key("rotate.zip").s3ObjectVersion("1")));
        lambda.addPermission(request -> request.functionName(name)
                .statementId("secrets")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com"));
        String arn = "arn:aws:lambda:" + Console.REGION + ":" + Simulation.ACCOUNT + ":function:" + name;
        simulation.sandbox.functions().register(arn, invocation -> "null");
    }
}
