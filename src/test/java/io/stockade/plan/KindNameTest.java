package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.graph.ResourceKind;
import io.stockade.spec.KindName;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a manifest may call a kind is what plans and statuses call it, for every kind that there is. */
class KindNameTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyKindHasItsNameInManifests() {
        assertThat(Arrays.stream(KindName.values()).map(name -> name + " " + JSON.convertValue(name, String.class)))
                .containsExactlyElementsOf(Arrays.stream(ResourceKind.values())
                        .map(kind -> kind.name() + " " + kind)
                        .toList());
    }
}
