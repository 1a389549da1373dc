package io.stockade.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockade.spec.SecureStack;
import io.stockade.spec.StackMetadata;
import io.stockade.spec.StackSpec;
import io.stockade.status.StackStatus;
import org.jspecify.annotations.Nullable;

/**
 * A whole stack, as {@code kubectl get -o json} would show it.
 *
 * @param status as of the last pass; {@code null} before the first
 * @param notice what the front end says of it, such as why the newest manifest is not the one in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackObject(
        String apiVersion,
        String kind,
        StackMetadata metadata,
        StackSpec spec,
        @Nullable StackStatus status,
        @Nullable String notice) {
    public static StackObject of(SecureStack stack, @Nullable StackStatus status, @Nullable String notice) {
        return new StackObject(stack.apiVersion(), stack.kind(), stack.metadata(), stack.spec(), status, notice);
    }

    public String key() {
        return metadata.namespaceOrDefault() + "/" + metadata.name();
    }
}
