package io.stockade.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Slips of the finger are recognised, and other words are left alone. */
class NearestTest {
    private static final List<String> NAMES = List.of("access", "name", "tiers", "endpoints");

    @Test
    void finds_slips() {
        assertThat(Nearest.of("acess", NAMES)).isEqualTo("access");
        assertThat(Nearest.of("Access", NAMES)).isEqualTo("access");
        assertThat(Nearest.of("teirs", NAMES)).isEqualTo("tiers");
        assertThat(Nearest.of("nam", NAMES)).isEqualTo("name");
    }

    @Test
    void leaves_other_words_alone() {
        assertThat(Nearest.of("colour", NAMES)).isNull();
        assertThat(Nearest.of("", NAMES)).isNull();
        assertThat(Nearest.of("x".repeat(100_000), NAMES)).isNull();
    }
}
