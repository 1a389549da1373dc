package io.stockade.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.aws.AwsClients;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretStore.StepAnswer;
import io.stockade.cloud.SecretValue;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Secrets over the wire, by our drivers and our store. What moto does otherwise than AWS is asserted with its reason;
 * other emulators are not asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {
    private static final Clouds.Target TARGET =
            new Clouds.Target("eu-west-1", null, "arn:aws:iam::666677778888:role/secrets", null);
    private static final Owner OWNER = new Owner("secrets-it", "default/orders", "uid-1");
    private static final String CANARY = "canary-7Hq2Lw9Zt4Xv";
    private static final String FIRST = "1".repeat(64);
    private static final String SECOND = "2".repeat(64);
    private static final String THIRD = "3".repeat(64);

    @AutoClose
    private EmulatedAws aws;

    private AwsClients clients;
    private Cloud cloud;
    private SecretStore store;

    @BeforeAll
    void find() throws IOException, InterruptedException {
        aws = EmulatedAws.moto();
        // Every function then answers, and none is run.
        config("{\"lambda\":{\"use_docker\":false}}");
        clients = aws.clients(TARGET);
        cloud = aws.clouds(CallLog.NONE).open(TARGET);
        store = cloud.secrets();
    }

    private void config(String json) throws IOException, InterruptedException {
        URI uri = aws.emulator().endpoint().resolve("/moto-api/config");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isLessThan(300);
    }

    private static PolicyDocument policy(String principal) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"" + principal + "\"},\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}");
    }

    private static Secret wanted(String name) {
        return new Secret(
                "/prod/orders/" + name,
                "login of the orders",
                "",
                Collections.emptySortedSet(),
                14,
                policy("arn:aws:iam::666677778888:role/app"),
                false,
                Collections.emptySortedSet(),
                "",
                "",
                "",
                Tags.of(OWNER.tags(new Address(ResourceKind.SECRET, name))));
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private <R extends Resource> Driver<R> driver(R resource) {
        return (Driver<R>) cloud.driver(resource.kind());
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private static <R extends Resource> Observed<R> done(Written written) {
        assertThat(written.problem()).isNull();
        return (Observed<R>) written.now().get(0);
    }

    private <R extends Resource> Observed<R> make(String name, R wanted) {
        Address address = new Address(wanted.kind(), name);
        return done(driver(wanted).create(List.of(new Creation<>(address, wanted, OWNER.token(address, 0), "nonce"))));
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private <R extends Resource> List<Observed<R>> listed(ResourceKind kind, String secret) {
        return cloud.readers().stream()
                .filter(reader -> reader.kinds().contains(kind))
                .flatMap(reader -> reader.list(new ReadScope(OWNER.installation(), new TreeSet<>())).stream())
                .map(Listed::thing)
                .filter(thing -> thing.kind() == kind && thing.id().startsWith(secret))
                .map(thing -> (Observed<R>) thing)
                .toList();
    }

    private Secret shown(Observed<Secret> secret) {
        List<Observed<Secret>> listed = listed(ResourceKind.SECRET, secret.id());
        assertThat(listed).hasSize(1);
        return driver(secret.value()).readDetails(listed.get(0)).value();
    }

    private static SecretValue value(String text) {
        return SecretValue.of(text.toCharArray());
    }

    private String read(String secret, String version) {
        return store.find(secret, version).orElseThrow().lend(text -> text);
    }

    @Test
    void secretIsMadeEmptyAndGrantedChangedRetiredAndRestored() {
        Secret wanted = wanted("life");
        Observed<Secret> secret = make("life", wanted);
        Secret seen = shown(secret);
        assertThat(seen.policy()).isEqualTo(wanted.policy());
        assertThat(seen.recoveryWindowDays()).isEqualTo(14);
        assertThat(seen.stages()).isEmpty();
        assertThat(seen.kmsKey()).isEmpty();
        Secret other = Component.with(wanted, "policy", policy("arn:aws:iam::666677778888:role/dba"));
        secret = done(driver(other)
                .update(secret, Component.with(other, "description", "another"), Set.of("policy", "description")));
        assertThat(shown(secret).policy()).isEqualTo(other.policy());
        assertThat(shown(secret).description()).isEqualTo("another");
        secret = done(driver(other).update(secret, with(other, PolicyDocument.NONE), Set.of("policy")));
        assertThat(shown(secret).policy()).isEqualTo(PolicyDocument.NONE);

        Observed<Secret> retired = done(driver(wanted).delete(List.of(secret)));

        assertThat(retired.lifecycle()).isEqualTo(Lifecycle.RETIRED);
        Observed<Secret> listed =
                this.<Secret>listed(ResourceKind.SECRET, secret.id()).get(0);
        assertThat(listed.lifecycle()).isEqualTo(Lifecycle.RETIRED);
        assertThat(listed.note()).isEqualTo(retired.note());
        String arn = secret.id();
        assertThat(failed(() -> store.find(arn, FIRST))).isEqualTo(Category.DEPENDENCY);
        secret = done(driver(wanted).update(listed, wanted, Set.of("scheduledForDeletion")));
        assertThat(secret.lifecycle()).isEqualTo(Lifecycle.READY);
        assertThat(this.<Secret>listed(ResourceKind.SECRET, arn).get(0).lifecycle())
                .isEqualTo(Lifecycle.READY);
    }

    private static Secret with(Secret secret, PolicyDocument policy) {
        return Component.with(secret, "policy", policy);
    }

    private static Category failed(Runnable action) {
        return catchThrowableOfType(CloudException.class, action::run).category();
    }

    /** As Stockade's own strategy does it, with hooks. */
    @Test
    void versionIsPutReadBackSetTestedAndMadeCurrent() {
        Observed<Secret> secret = make("generated", wanted("generated"));
        String arn = secret.id();
        String function = function("hook");
        store.put(arn, FIRST, value("first"), SecretStore.CURRENT);
        store.put(arn, SECOND, value(CANARY), SecretStore.PENDING);
        store.put(arn, SECOND, value(CANARY), SecretStore.PENDING);
        assertThat(failed(() -> store.put(arn, FIRST, value("other"), SecretStore.CURRENT)))
                .isEqualTo(Category.TOKEN_MISMATCH);
        assertThat(read(arn, SECOND)).isEqualTo(CANARY);
        assertThat(store.find(arn, THIRD)).isEmpty();
        assertThat(store.invoke(function, "setSecret", arn, SECOND)).isEqualTo(StepAnswer.DONE);
        assertThat(store.invoke(function, "testSecret", arn, SECOND)).isEqualTo(StepAnswer.DONE);

        store.move(arn, SecretStore.CURRENT, SECOND, FIRST);
        store.move(arn, SecretStore.PENDING, null, SECOND);

        assertThat(read(arn, SECOND)).isEqualTo(CANARY);
        assertThat(read(arn, FIRST)).isEqualTo("first");
        assertThat(shown(secret).stages()).containsExactly("AWSCURRENT=" + SECOND, "AWSPREVIOUS=" + FIRST);
    }

    /** As Secrets Manager does it, by the four steps of a function. */
    @Test
    void rotationByAFunctionIsSwitchedOnStartedAndSwitchedOff() {
        Observed<Secret> secret = make("lambda", wanted("lambda"));
        String arn = secret.id();
        String function = function("rotate");
        store.put(arn, FIRST, value("first"), SecretStore.CURRENT);
        SecretRotation wanted = new SecretRotation(Ref.known(arn), Ref.known(function), "rate(10 days)", "2h");

        make("lambda", wanted);
        store.rotate(arn, SECOND);

        // Moto keeps no schedule but one in days, and says of any other that rotation is off.
        assertThat(listed(ResourceKind.SECRET_ROTATION, arn)).isEmpty();
        // Its function answers and does nothing; that moto makes the version current is moto's own doing.
        assertThat(shown(secret).stages()).contains("AWSCURRENT=" + SECOND, "AWSPREVIOUS=" + FIRST);
    }

    private String function(String name) {
        String role = clients.iam()
                .createRole(request -> request.roleName(name).assumeRolePolicyDocument("{\"Statement\":[]}"))
                .role()
                .arn();
        return clients.lambda()
                .createFunction(request -> request.functionName(name)
                        .runtime("python3.12")
                        .handler("rotate.handler")
                        .role(role)
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip()))))
                .functionArn();
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("rotate.py"));
            zip.write("def handler(event, context): pass".getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
