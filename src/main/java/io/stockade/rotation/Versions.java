package io.stockade.rotation;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.SecretStore;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one secret while a try works on them: as AWS told at its beginning, and as we moved them since. AWS moves
 * a label only from where we say that it is, so an old answer does no harm.
 */
final class Versions {
    private final SecretStore store;
    private final String arn;
    private final SortedMap<String, String> labels;

    /** A label was not where AWS had told. */
    static final class Elsewhere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Versions(SecretStore store, String arn) {
        this.store = store;
        this.arn = arn;
        this.labels = new TreeMap<>(store.labels(arn));
    }

    SortedMap<String, String> labels() {
        return labels;
    }

    @Nullable
    String current() {
        return labels.get(SecretStore.CURRENT);
    }

    @Nullable
    String pending() {
        return labels.get(SecretStore.PENDING);
    }

    /** Whether readers get a version, or got it before the one that they get. */
    boolean served(String version) {
        return version.equals(current()) || version.equals(labels.get(SecretStore.PREVIOUS));
    }

    /** Takes note that a version was stored with a label. */
    void stored(String version, String label) {
        labels.put(label, version);
    }

    /** Has readers get a version; the one that they got keeps the label of the previous one. */
    void promote(String version) {
        String from = current();
        move(SecretStore.CURRENT, version, from);
        labels.put(SecretStore.CURRENT, version);
        if (from != null) {
            labels.put(SecretStore.PREVIOUS, from);
        }
    }

    /** A version is pending again that has no label. */
    void mark(String version) {
        move(SecretStore.PENDING, version, null);
        labels.put(SecretStore.PENDING, version);
    }

    /** A version is no longer pending. */
    void release(String version) {
        move(SecretStore.PENDING, null, version);
        labels.remove(SecretStore.PENDING);
    }

    private void move(String label, @Nullable String to, @Nullable String from) {
        try {
            store.move(arn, label, to, from);
        } catch (CloudException failure) {
            if (failure.category() == CloudException.Category.INVALID) {
                throw new Elsewhere();
            }
            throw failure;
        }
    }
}
