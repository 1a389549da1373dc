package io.stockade.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.status.StackStatus;
import java.util.List;
import java.util.Optional;

/** A status as it stands in an object. */
final class StatusJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final List<String> NEVER_ABSENT =
            List.of("phase", "message", "conditions", "outputs", "resources", "drift", "observation");

    private StatusJson() {}

    static ObjectNode write(StackStatus status) {
        return JSON.valueToTree(status);
    }

    /** Empty if there is none, or none that can be read: the next pass makes it anew, so it stops nothing. */
    static Optional<StackStatus> read(ObjectNode status) {
        if (!NEVER_ABSENT.stream().allMatch(status::hasNonNull)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.treeToValue(status, StackStatus.class));
        } catch (JsonProcessingException other) {
            return Optional.empty();
        }
    }
}
