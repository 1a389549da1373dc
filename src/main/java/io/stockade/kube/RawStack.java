package io.stockade.kube;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SecureStack object as the API server has it, whatever stands in it: one that our records refuse, since it was stored
 * under an older schema or past it, must neither break an informer nor lose what we don't know at a write.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Group("stockade.dev")
@Version("v1alpha1")
@Kind("SecureStack")
@Singular("securestack")
@Plural("securestacks")
public final class RawStack extends CustomResource<JsonNode, JsonNode> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** Keeps our resources from being lost with an object that somebody deletes. */
    static final String FINALIZER = "stockade.dev/stack";

    /** Without the list of who wrote which field: half of an object, of no use to us, and kept by the server all the same. */
    @Override
    public void setMetadata(ObjectMeta metadata) {
        metadata.setManagedFields(List.of());
        super.setMetadata(metadata);
    }

    /** Namespace and name. */
    String key() {
        return getMetadata().getNamespace() + "/" + getMetadata().getName();
    }

    String uid() {
        return getMetadata().getUid();
    }

    /** Counts the changes of the spec, from 1. */
    long generation() {
        Long generation = getMetadata().getGeneration();
        return generation == null ? 1 : generation;
    }

    boolean beingDeleted() {
        return getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether no pass may begin: without the finalizer the object could be gone before what it made is. */
    boolean unguarded() {
        return !getMetadata().getFinalizers().contains(FINALIZER);
    }

    /** There is nothing to begin with, and no tree can be made without knowing which. */
    @Override
    protected @Nullable JsonNode initSpec() {
        return null;
    }

    @Override
    protected @Nullable JsonNode initStatus() {
        return null;
    }
}
