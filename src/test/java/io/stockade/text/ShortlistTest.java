package io.stockade.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A list in a message is whole where it is short, and says what it leaves out. */
class ShortlistTest {
    @Test
    void namesAllWhileTheyAreFew() {
        assertThat(Shortlist.of(List.of(), 2)).isEmpty();
        assertThat(Shortlist.of(List.of("a"), 2)).isEqualTo("a");
        assertThat(Shortlist.of(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(Shortlist.apart(List.of(), 2, "; ")).isEmpty();
        assertThat(Shortlist.apart(List.of("a", "b"), 2, "; ")).isEqualTo("a; b");
    }

    @Test
    void saysHowManyItLeavesOut() {
        assertThat(Shortlist.of(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
        assertThat(Shortlist.apart(List.of("a", "b", "c"), 2, "; ")).isEqualTo("a; b; and 1 more");
    }

    @Test
    void countsWhatIsNotKnown() {
        assertThat(Shortlist.of(List.of("a", "b", "c"), 2, 7)).isEqualTo("a, b and 5 more");
        assertThat(Shortlist.of(List.of("a"), 2, 3)).isEqualTo("a and 2 more");
    }
}
