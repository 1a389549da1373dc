package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One secret of Secrets Manager with the rules of its versions, and a function that changes and tests the login at a
 * {@link Counterpart} as AWS's templates do: github.com/aws-samples/aws-secrets-manager-rotation-lambdas.
 */
public final class FakeStore implements SecretStore {
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final SortedMap<String, String> labels = new TreeMap<>();
    private final List<SortedMap<String, String>> earlierLabels = new ArrayList<>();
    private final List<Map<String, String>> earlierVersions = new ArrayList<>();

    /** What it opens. */
    public final Counterpart counterpart = new Counterpart();
    /** Which version each label was given to, in order. */
    public final List<String> currents = new ArrayList<>();
    /** Versions that a test login succeeded with. */
    public final List<String> tested = new ArrayList<>();
    /** How often a token was used again with another value. */
    public int mismatches;
    /** How often AWS was asked to rotate, and by which token. */
    public final List<String> rotations = new ArrayList<>();

    private int behind;
    /** Is asked before each answer of the function; {@code null} lets it work. */
    public @Nullable StepAnswer functionSays;

    private @Nullable String refused;

    private Runnable witness = () -> {};
    private Consumer<String> rotator = token -> {};

    /** Has somebody look after each change of anything. */
    public void watch(Runnable looks) {
        witness = looks;
    }

    /** The function never gets this version set. */
    public void refuse(@Nullable String version) {
        refused = version;
    }

    /** Has somebody rotate when AWS is asked to. */
    public void rotateBy(Consumer<String> function) {
        rotator = function;
    }

    /** From now on reads show what was there so many changes ago. */
    public void lag(int changes) {
        behind = changes;
    }

    public SortedMap<String, String> trueLabels() {
        return new TreeMap<>(labels);
    }

    public @Nullable String value(@Nullable String version) {
        return version == null ? null : versions.get(version);
    }

    public @Nullable String labelled(String label) {
        return labels.get(label);
    }

    /** Somebody else stores a version. */
    public void plant(String version, String value, String label) {
        remember();
        versions.put(version, value);
        give(label, version);
        witness.run();
    }

    private void remember() {
        earlierLabels.add(new TreeMap<>(labels));
        earlierVersions.add(new LinkedHashMap<>(versions));
    }

    @Override
    public SortedMap<String, String> labels(String secret) {
        int index = earlierLabels.size() - behind;
        return behind == 0 || earlierLabels.isEmpty() ? trueLabels() : earlierLabels.get(Math.max(0, index));
    }

    @Override
    public void put(String secret, String token, SecretValue value, String label) {
        String text = value.lend(lent -> lent);
        String known = versions.get(token);
        if (known != null && !known.equals(text)) {
            mismatches++;
            throw refusal(Category.TOKEN_MISMATCH, "PutSecretValue");
        }
        if (known == null) {
            remember();
            versions.put(token, text);
            give(label, token);
            witness.run();
        }
    }

    @Override
    public Optional<SecretValue> find(String secret, String version) {
        int index = earlierVersions.size() - behind;
        Map<String, String> shown =
                behind == 0 || earlierVersions.isEmpty() ? versions : earlierVersions.get(Math.max(0, index));
        return Optional.ofNullable(shown.get(version)).map(SecretValue::of);
    }

    @Override
    public void move(String secret, String label, @Nullable String to, @Nullable String from) {
        String holder = labels.get(label);
        boolean wrong = from == null ? holder != null && !holder.equals(to) : !from.equals(holder);
        if (wrong || (to != null && !versions.containsKey(to))) {
            throw refusal(Category.INVALID, "UpdateSecretVersionStage");
        }
        remember();
        if (to == null) {
            labels.remove(label);
        } else {
            give(label, to);
        }
        witness.run();
    }

    private void give(String label, String version) {
        String before = labels.put(label, version);
        if (label.equals(CURRENT)) {
            currents.add(version);
            if (before != null && !before.equals(version)) {
                labels.put(PREVIOUS, before);
            }
        }
    }

    @Override
    public void rotate(String secret, String token) {
        rotations.add(token);
        rotator.accept(token);
    }

    @Override
    public StepAnswer invoke(String function, String step, String secret, String token) {
        if (functionSays != null) {
            return functionSays;
        }
        if (token.equals(labels.get(CURRENT))) {
            return counterpart.admits(versions.get(token)) ? StepAnswer.DONE : StepAnswer.LOGIN_REFUSED;
        }
        if (!token.equals(labels.get(PENDING))) {
            return StepAnswer.FAILED;
        }
        return step.equals("setSecret") ? set(token) : test(token);
    }

    private StepAnswer set(String token) {
        String pending = versions.get(token);
        if (counterpart.admits(pending)) {
            return StepAnswer.DONE;
        }
        boolean known =
                counterpart.admits(value(labels.get(CURRENT))) || counterpart.admits(value(labels.get(PREVIOUS)));
        if (!known || pending == null || token.equals(refused)) {
            return StepAnswer.LOGIN_REFUSED;
        }
        counterpart.set(pending);
        witness.run();
        return StepAnswer.DONE;
    }

    private StepAnswer test(String token) {
        if (!counterpart.admits(versions.get(token))) {
            return StepAnswer.LOGIN_REFUSED;
        }
        tested.add(token);
        return StepAnswer.DONE;
    }

    private static CloudException refusal(Category category, String action) {
        return new CloudException(category, action, "", action + " was refused", null);
    }
}
