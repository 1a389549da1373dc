package io.stockade.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.memory.StateFolder;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.DesiredStack.State;
import io.stockade.reconcile.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that can happen to a folder takes a stack down, except being told to. */
class ManifestFolderTest {
    private static final String ORDERS = "default/orders";
    private static final String BILLING = "default/billing";

    @TempDir
    Path temporary;

    private final List<Trigger> triggers = new ArrayList<>();
    private Instant now = Instant.now().plus(Duration.ofHours(1));
    private Path folder;
    private StateFolder state;
    private ManifestFolder manifests;
    private int uids;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(temporary.resolve("stacks"));
        open(false);
    }

    @AfterEach
    void stop() {
        state.close();
    }

    @Test
    void aNewFileIsANewStack() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));

        manifests.scan();

        DesiredStack orders = find(ORDERS);
        assertThat(orders.state()).isEqualTo(State.WANTED);
        assertThat(orders.generation()).isEqualTo(1);
        assertThat(orders.manifest().metadata().uid()).isEqualTo("uid-1");
        assertThat(triggers).containsExactly(new Trigger(ORDERS, Trigger.Reason.MANIFEST));
    }

    @Test
    void onlyContentCounts() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        triggers.clear();

        Files.setLastModifiedTime(folder.resolve("orders.yaml"), FileTime.from(now.minusSeconds(60)));
        manifests.scan();
        put("orders.yaml", "# a remark\n" + manifest("orders", "eu-west-1"));
        manifests.scan();

        assertThat(find(ORDERS).generation()).isEqualTo(1);
    }

    @Test
    void anotherSpecIsAnotherGeneration() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        put("orders.yaml", manifest("orders", "eu-west-1") + "  tags: {team: blue}\n");
        manifests.scan();

        assertThat(find(ORDERS).generation()).isEqualTo(2);
        assertThat(find(ORDERS).manifest().spec().tags()).containsEntry("team", "blue");
        assertThat(find(ORDERS).manifest().metadata().uid()).isEqualTo("uid-1");
    }

    @Test
    void anAtomicRenameIsAChange() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        put(".orders.swap", manifest("orders", "eu-west-1") + "  tags: {team: blue}\n");
        Files.move(
                folder.resolve(".orders.swap"),
                folder.resolve("orders.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        manifests.scan();

        assertThat(find(ORDERS).generation()).isEqualTo(2);
    }

    @Test
    void aConfigMapMountIsReadThroughItsLinks() throws IOException {
        version("..1", manifest("orders", "eu-west-1"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(folder.resolve("orders.yaml"), Path.of("..data/orders.yaml"));
        manifests.scan();
        assertThat(find(ORDERS).generation()).isEqualTo(1);

        version("..2", manifest("orders", "eu-west-1") + "  tags: {team: blue}\n");
        Files.createSymbolicLink(folder.resolve("..next"), Path.of("..2"));
        Files.move(folder.resolve("..next"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        manifests.scan();

        assertThat(manifests.all()).containsOnlyKeys(ORDERS);
        assertThat(find(ORDERS).generation()).isEqualTo(2);
        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
    }

    @Test
    void aBrokenFileKeepsTheLastGoodManifestEvenOverARestart() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        put("orders.yaml", "kind: [");
        manifests.scan();
        assertThat(find(ORDERS).trouble()).contains("orders.yaml:1").contains("last good manifest stays in force");

        restart(false);
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
        assertThat(find(ORDERS).manifest().spec().region()).isEqualTo("eu-west-1");
        assertThat(find(ORDERS).trouble()).contains("orders.yaml:1");
    }

    @Test
    void aBrokenFileOfNoKnownStackIsAProblemOfTheFolder() throws IOException {
        put("new.yaml", "kind: [");

        manifests.scan();

        assertThat(manifests.all()).isEmpty();
        assertThat(manifests.problems()).singleElement().asString().startsWith("new.yaml:1");
    }

    @Test
    void aVanishedFileOrphansItsStackAndItsReturnWantsItAgain() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        put("billing.yaml", manifest("billing", "eu-west-1"));
        manifests.scan();
        String uid = find(ORDERS).manifest().metadata().uid();

        Files.delete(folder.resolve("orders.yaml"));
        manifests.scan();
        assertThat(find(ORDERS).state()).isEqualTo(State.ORPHANED);
        assertThat(find(BILLING).state()).isEqualTo(State.WANTED);

        restart(false);
        manifests.scan();
        assertThat(find(ORDERS).state()).isEqualTo(State.ORPHANED);

        put("another-name.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
        assertThat(find(ORDERS).manifest().metadata().uid()).isEqualTo(uid);
    }

    @Test
    void aFileThatVanishedWhileTheServiceWasDownOrphansToo() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        put("billing.yaml", manifest("billing", "eu-west-1"));
        manifests.scan();

        Files.delete(folder.resolve("orders.yaml"));
        restart(false);
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.ORPHANED);
    }

    @Test
    void aSuddenlyEmptyFolderChangesNothing() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        put("billing.yaml", manifest("billing", "eu-west-1"));
        manifests.scan();
        triggers.clear();

        Files.delete(folder.resolve("orders.yaml"));
        Files.delete(folder.resolve("billing.yaml"));
        restart(true);
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
        assertThat(find(BILLING).state()).isEqualTo(State.WANTED);
        assertThat(manifests.problems()).singleElement().asString().contains("suddenly empty", "2 stack(s)");
        assertThat(triggers).isEmpty();
    }

    @Test
    void anUnreadableFolderChangesNothing() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        triggers.clear();

        Files.move(folder, temporary.resolve("elsewhere"));
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
        assertThat(manifests.problems()).singleElement().asString().contains("can't be read", "nothing was changed");
        assertThat(triggers).isEmpty();
    }

    @Test
    void twoFilesWithOneNameAreBothRefused() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        put("copy.yaml", manifest("orders", "eu-central-1"));
        put("one.yaml", manifest("new", "eu-west-1"));
        put("two.yaml", manifest("new", "eu-west-1"));
        manifests.scan();

        assertThat(find(ORDERS).manifest().spec().region()).isEqualTo("eu-west-1");
        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
        assertThat(find(ORDERS).trouble()).contains("stack 'default/orders' is in");
        assertThat(manifests.all()).containsOnlyKeys(ORDERS);
        assertThat(manifests.problems()).hasSize(2);
    }

    @Test
    void aFileThatIsStillBeingWrittenWaits() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        put("orders.yaml", manifest("orders", "eu-west-1") + "  tags: {team: blue}\n");
        Files.setLastModifiedTime(folder.resolve("orders.yaml"), FileTime.from(now));

        assertThat(manifests.scan()).isFalse();
        assertThat(find(ORDERS).generation()).isEqualTo(1);

        now = now.plusSeconds(1);
        assertThat(manifests.scan()).isTrue();
        assertThat(find(ORDERS).generation()).isEqualTo(2);
    }

    @Test
    void pruningDeletesWhatOneVanishedFileSaid() throws IOException {
        restart(true);
        put("orders.yaml", manifest("orders", "eu-west-1"));
        put("billing.yaml", manifest("billing", "eu-west-1"));
        manifests.scan();

        Files.delete(folder.resolve("orders.yaml"));
        manifests.scan();
        assertThat(find(ORDERS).state()).isEqualTo(State.ORPHANED);
        now = now.plusSeconds(11);
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.DELETING);
        assertThat(find(BILLING).state()).isEqualTo(State.WANTED);
    }

    @Test
    void pruningRefusesSeveralAtOnce() throws IOException {
        restart(true);
        put("orders.yaml", manifest("orders", "eu-west-1"));
        put("billing.yaml", manifest("billing", "eu-west-1"));
        put("stays.yaml", manifest("stays", "eu-west-1"));
        manifests.scan();

        Files.delete(folder.resolve("orders.yaml"));
        manifests.scan();
        now = now.plusSeconds(5);
        Files.delete(folder.resolve("billing.yaml"));
        manifests.scan();
        assertThat(manifests.problems()).singleElement().asString().contains("2 files vanished at once");
        now = now.plusSeconds(60);
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.ORPHANED);
        assertThat(find(BILLING).state()).isEqualTo(State.ORPHANED);
    }

    @Test
    void deletingRemovesTheFileAndIsRememberedUntilNothingIsLeft() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        manifests.delete(ORDERS);
        assertThat(folder.resolve("orders.yaml")).doesNotExist();
        restart(false);
        manifests.scan();
        assertThat(find(ORDERS).state()).isEqualTo(State.DELETING);

        manifests.forget(ORDERS);
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        assertThat(find(ORDERS).state()).isEqualTo(State.WANTED);
        assertThat(find(ORDERS).manifest().metadata().uid()).isEqualTo("uid-2");
    }

    @Test
    void aFileThatComesDuringADeletionWaits() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();
        manifests.delete(ORDERS);

        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        assertThat(find(ORDERS).state()).isEqualTo(State.DELETING);
        assertThat(find(ORDERS).trouble()).contains("counts once that is done");
    }

    @Test
    void aProtectedStackIsNotDeleted() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1") + "  deletion: {protection: Enabled}\n");
        manifests.scan();

        assertThatThrownBy(() -> manifests.delete(ORDERS)).hasMessageContaining("is protected");
        assertThat(folder.resolve("orders.yaml")).exists();
    }

    @Test
    void applyingWritesAFileThatIsReadAtOnce() {
        manifests.apply(json("orders", "eu-west-1"));

        assertThat(folder.resolve("default.orders.yaml")).exists();
        assertThat(find(ORDERS).generation()).isEqualTo(1);
        assertThat(triggers).contains(new Trigger(ORDERS, Trigger.Reason.REQUEST));
    }

    @Test
    void applyingReplacesTheFileThatTheStackHas() throws IOException {
        put("mine.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        manifests.apply(json("orders", "eu-west-2"));

        assertThat(folder.resolve("default.orders.yaml")).doesNotExist();
        assertThat(folder.resolve("mine.yaml")).content().contains("eu-west-2");
        assertThat(find(ORDERS).generation()).isEqualTo(2);
    }

    @Test
    void applyingWhatIsWrongChangesNothing() {
        assertThatThrownBy(() -> manifests.apply("{\"kind\": 3}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RefusedException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anApprovalIsKept() throws IOException {
        put("orders.yaml", manifest("orders", "eu-west-1"));
        manifests.scan();

        manifests.approve(ORDERS, "plan-7");
        restart(false);

        assertThat(find(ORDERS).approve()).isEqualTo("plan-7");
    }

    private void open(boolean prune) {
        state = StateFolder.open(temporary.resolve("state"));
        manifests = new ManifestFolder(
                new ManifestFolder.Settings(folder, prune, () -> now), state, () -> "uid-" + ++uids, triggers::add);
    }

    private void restart(boolean prune) {
        state.close();
        open(prune);
    }

    private DesiredStack find(String stack) {
        return manifests.find(stack).orElseThrow();
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private void version(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name));
        put(name + "/orders.yaml", content);
    }

    private static String manifest(String name, String region) {
        return "apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {name: " + name + "}\nspec:\n  region: "
                + region + "\n";
    }

    private static byte[] json(String name, String region) {
        return ("{\"apiVersion\":\"stockade.dev/v1alpha1\",\"kind\":\"SecureStack\",\"metadata\":{\"name\":\"" + name
                        + "\"},\"spec\":{\"region\":\"" + region + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
