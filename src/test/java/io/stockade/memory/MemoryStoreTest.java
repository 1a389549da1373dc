package io.stockade.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.graph.AddressPlan;
import io.stockade.net.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered survives a restart whole, or is refused by name; it is never half there and never empty. */
class MemoryStoreTest {
    private static final String STACK = "payments/orders";
    private static final StackMemory FULL = new StackMemory(
            StackMemory.FORMAT,
            "uid-1",
            new StackMemory.Pins("111122223333", "eu-west-1", "prod", "10.40.0.0/16"),
            new AddressPlan(
                    Cidr.parse("10.40.0.0/16"),
                    List.of("euw1-az1"),
                    "euw1-az1",
                    new TreeMap<>(java.util.Map.of("euw1-az1", 0)),
                    new TreeMap<>(java.util.Map.of("public", 0, "app", 1)),
                    new TreeMap<>(java.util.Map.of("app-euw1-az1", Cidr.parse("10.40.1.0/24")))),
            new TreeMap<>(java.util.Map.of(
                    "Vpc/main",
                    new StackMemory.ResourceMemory(
                            2,
                            "vpc-1",
                            new StackMemory.Intent("nonce", Instant.parse("2026-01-01T00:00:00.123456789Z"), "request"),
                            "digest"))),
            new TreeMap<>(java.util.Map.of("Subnet", Instant.parse("2026-01-01T00:00:00Z"))),
            Instant.parse("2026-01-01T00:01:00Z"),
            new TreeMap<>(java.util.Map.of(
                    "signing-key",
                    new SecretMemory(
                            Instant.parse("2026-01-01T00:00:00Z"),
                            "cron(0 3 ? * SUN *)",
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Instant.parse("2026-01-04T03:00:00Z"),
                            new SecretMemory.Flight(
                                    "token",
                                    SecretMemory.Cause.REQUESTED,
                                    null,
                                    "now",
                                    2,
                                    "testSecret",
                                    Instant.parse("2026-01-05T00:00:00Z"),
                                    Instant.parse("2026-01-05T00:00:01Z"),
                                    Instant.parse("2026-01-05T00:10:00Z")),
                            new TreeSet<>(java.util.Set.of("before")),
                            new SecretMemory.Failure(
                                    "LoginRefused",
                                    "the test step failed",
                                    1,
                                    Instant.parse("2026-01-05T00:00:00Z"),
                                    Instant.parse("2026-01-05T00:10:00Z")),
                            Instant.parse("2026-01-04T03:00:09Z")))),
            new TreeSet<>(java.util.Set.of("team")));

    @TempDir
    Path folder;

    private StateFolder state;
    private FileMemoryStore store;

    @BeforeEach
    void open() {
        state = StateFolder.open(folder.resolve("state"));
        store = new FileMemoryStore(state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void isTheSameAfterARestart() {
        store.save(STACK, FULL, 0);
        state.close();

        state = StateFolder.open(folder.resolve("state"));

        assertThat(new FileMemoryStore(state).find(STACK)).contains(new MemoryStore.Versioned(FULL, 1));
    }

    @Test
    void refusesAWriteOverWhatSomebodyElseWrote() {
        store.save(STACK, FULL, 0);
        store.save(STACK, StackMemory.fresh("uid-2"), 1);

        assertThatThrownBy(() -> store.save(STACK, FULL, 1))
                .isInstanceOf(MemoryStore.StaleMemoryException.class)
                .hasMessageContaining("version 2, not 1");
        assertThat(store.find(STACK)).contains(new MemoryStore.Versioned(StackMemory.fresh("uid-2"), 2));
    }

    @Test
    void memoryInTheProcessRefusesItToo() {
        InMemoryMemoryStore inMemory = new InMemoryMemoryStore();
        inMemory.save(STACK, FULL, 0);

        assertThatThrownBy(() -> inMemory.save(STACK, FULL, 0)).isInstanceOf(MemoryStore.StaleMemoryException.class);
        inMemory.forget(STACK);
        assertThat(inMemory.find(STACK)).isEmpty();
    }

    @Test
    void aTruncatedFileIsNamedAndNeverEmpty() throws IOException {
        store.save(STACK, FULL, 0);
        Path file = folder.resolve("state/memory/payments.orders.json");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> store.find(STACK))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("payments.orders.json can't be understood");
        }
    }

    @Test
    void whatAKilledWriteLeftBehindIsIgnored() throws IOException {
        store.save(STACK, FULL, 0);
        Files.writeString(folder.resolve("state/memory/payments.orders.json.unfinished"), "{\"format\":");

        assertThat(store.find(STACK)).isPresent();
        assertThat(store.save(STACK, FULL, 1).version()).isEqualTo(2);
    }

    @Test
    void anEarlierFileWithAPartThatIsNoMoreIsRead() throws IOException {
        store.save(STACK, FULL, 0);
        Path file = folder.resolve("state/memory/payments.orders.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"uid\" :", "\"approved\" : null, \"uid\" :"));

        assertThat(store.find(STACK).orElseThrow().memory()).isEqualTo(FULL);
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        store.save(STACK, FULL, 0);
        Path file = folder.resolve("state/memory/payments.orders.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"format\" : 1", "\"format\" : 99"));

        assertThatThrownBy(() -> store.find(STACK))
                .hasMessageContaining("has format 99, and this release knows up to 1; run the newer release");
    }

    @Test
    void anotherInstallationIsKeptOut() {
        Path shared = folder.resolve("shared");
        StateFolder.open(shared, "one").close();

        assertThatThrownBy(() -> StateFolder.open(shared, "two"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("is of installation 'one', and this is 'two'")
                .hasMessageContaining("start with --installation one, or give another folder with --state");
        StateFolder.open(shared, "one").close();
    }

    @Test
    void aSecondProcessIsKeptOut() {
        assertThatThrownBy(() -> StateFolder.open(folder.resolve("state")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("is in use by another stockade process");
    }

    @Test
    void noNameLeavesTheFolder() {
        assertThatThrownBy(() -> store.find("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void forgettingLeavesNothing() {
        store.save(STACK, FULL, 0);

        store.forget(STACK);

        assertThat(store.find(STACK)).isEmpty();
        assertThat(store.save(STACK, FULL, 0).version()).isEqualTo(1);
    }
}
