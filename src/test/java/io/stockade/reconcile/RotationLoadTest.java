package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretValue;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretDuty.Strategy;
import io.stockade.graph.ValueRecipe;
import io.stockade.rotation.FakeStore;
import io.stockade.rotation.SecretHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A thousand secrets of one stack that are due in one minute. AWS allows 50 calls a second of those that write, all of
 * them together: docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html.
 */
class RotationLoadTest {
    private static final int SECRETS = 1_000;
    private static final int ALLOWED = 50;

    private final RotationLab lab = new RotationLab();
    private final Deque<Instant> lastSecond = new ArrayDeque<>();
    private int most;
    private int refused;
    private int writes;

    private void add(String name) {
        lab.add(
                new SecretDuty(
                        RotationLab.address(name),
                        name,
                        new ValueRecipe.Text(32, ""),
                        new SecretDuty.Rotation(Strategy.GENERATED, "cron(0 3 * * ? *)", Duration.ofHours(1), null)),
                new FakeStore());
    }

    /** Passes as the engine has them, each of which takes a moment, until a time. */
    private void live(Instant end) {
        while (lab.now.isBefore(end)) {
            lab.duties.keySet().forEach(name -> lab.list(name, store(name).trueLabels(), null, null));
            Instant sweep = lab.now.plusSeconds(60);
            Instant wake = lab.pass().orElse(sweep);
            Instant next = wake.isBefore(sweep) ? wake : sweep;
            Instant soonest = lab.now.plusMillis(300);
            lab.now = next.isBefore(soonest) ? soonest : next;
        }
    }

    private FakeStore store(String name) {
        return (FakeStore) Objects.requireNonNull(lab.stores.get(RotationLab.arn(name)));
    }

    /** Our own bucket for the calls that write, which never lets more by than AWS allows. */
    private final class Bucket implements SecretStore {
        private final SecretStore real;

        Bucket(SecretStore real) {
            this.real = real;
        }

        private void take() {
            while (!lastSecond.isEmpty() && !lastSecond.peek().plusSeconds(1).isAfter(lab.now)) {
                lastSecond.poll();
            }
            if (lastSecond.size() >= ALLOWED) {
                refused++;
                throw new CloudException(Category.THROTTLED, "PutSecretValue", "", "later", Duration.ofSeconds(1));
            }
            lastSecond.add(lab.now);
            writes++;
            most = Math.max(most, lastSecond.size());
        }

        @Override
        public SortedMap<String, String> labels(String secret) {
            return real.labels(secret);
        }

        @Override
        public void put(String secret, String token, SecretValue value, String label) {
            take();
            real.put(secret, token, value, label);
        }

        @Override
        public Optional<SecretValue> find(String secret, String version) {
            return real.find(secret, version);
        }

        @Override
        public void move(String secret, String label, @Nullable String to, @Nullable String from) {
            take();
            real.move(secret, label, to, from);
        }

        @Override
        public void rotate(String secret, String token) {
            take();
            real.rotate(secret, token);
        }

        @Override
        public StepAnswer invoke(String function, String step, String secret, String token) {
            return real.invoke(function, step, secret, token);
        }
    }

    @Test
    void aThousandAtOneMinuteAreAllRotatedOnceAndUnderTheQuota() {
        for (int index = 0; index < SECRETS; index++) {
            add("key-" + index);
        }
        lab.wire = Bucket::new;
        Instant due = Instant.parse("2027-01-01T03:00:00Z");
        live(due.minusSeconds(1));
        int first = writes;
        refused = 0;
        most = 0;

        live(due.plus(Duration.ofMinutes(30)));

        assertThat(first).isEqualTo(SECRETS);
        assertThat(writes - first).isEqualTo(3 * SECRETS);
        assertThat(most).isLessThan(ALLOWED);
        assertThat(refused)
                .as("they begin one after the other, and need no throttle")
                .isZero();
        lab.duties.keySet().forEach(name -> {
            assertThat(store(name).currents).as(name).hasSize(2);
            assertThat(new TreeSet<>(store(name).currents)).as(name).hasSize(2);
            assertThat(lab.health(name).state()).as(name).isEqualTo(SecretHealth.State.CURRENT);
        });
    }

    @Test
    void aThousandThatWereMissedAreMadeUpAsFastAsTheQuotaAllows() {
        for (int index = 0; index < SECRETS; index++) {
            add("key-" + index);
        }
        lab.wire = Bucket::new;
        live(RotationLab.START.plus(Duration.ofMinutes(10)));
        lab.now = RotationLab.START.plus(Duration.ofDays(21)).plus(Duration.ofHours(12));
        most = 0;

        live(lab.now.plus(Duration.ofMinutes(5)));

        assertThat(most).isLessThanOrEqualTo(ALLOWED);
        lab.duties.keySet().forEach(name -> {
            assertThat(store(name).currents).as(name).hasSize(2);
            assertThat(store(name).mismatches).as(name).isZero();
            assertThat(lab.remembered(name).failure()).as(name).isNull();
            assertThat(lab.remembered(name).served()).isEqualTo(Instant.parse("2027-01-22T03:00:00Z"));
        });
    }
}
