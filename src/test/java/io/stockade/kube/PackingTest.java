package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A memory comes out as it went in, also one that an earlier release packed; anything else is refused. */
class PackingTest {
    private static final String JSON = "{\"format\":1,\"version\":1,\"memory\":{\"format\":1,\"uid\":\"one\"}}";

    /** Kept in objects; whatever changes here, this must be read. */
    private static final String PACKED = "ePm0JeJ7IycxgSKqthYANOwS9w";

    @Test
    void itComesOutAsItWentIn() throws IOException {
        byte[] json = JSON.repeat(1000).getBytes(StandardCharsets.UTF_8);

        assertThat(Packing.unpack(Packing.pack(json))).isEqualTo(json);
    }

    @Test
    void whatWasPackedOnceIsReadForEver() throws IOException {
        assertThat(Packing.unpack(PACKED)).asString(StandardCharsets.UTF_8).isEqualTo(JSON);
    }

    @Test
    void whatIsCutShortOrChangedIsRefused() {
        for (String broken : new String[] {
            "", "no base64", PACKED.substring(0, PACKED.length() - 4), "H4sIAAAAAAAA", "x" + PACKED.substring(1)
        }) {
            assertThatThrownBy(() -> Packing.unpack(broken)).as(broken).isInstanceOf(IOException.class);
        }
    }
}
