package io.stockade.spec.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.spec.Patterns;
import io.stockade.spec.shape.Explanation.Child;
import io.stockade.spec.shape.Shape.TextShape;
import org.junit.jupiter.api.Test;

/** What users are told of the format is complete, and comes from the records. */
class ExplanationTest {
    @Test
    void explains_an_object_by_its_fields() {
        Explanation nat = Explanation.of("spec.network.nat");

        assertThat(nat.type()).isEqualTo("object");
        assertThat(nat.children())
                .extracting(Child::name)
                .containsExactly("mode", "availability", "instanceType", "sessionManager");
    }

    @Test
    void explains_a_word_by_its_choices_and_default() {
        Explanation mode = Explanation.of("spec.network.nat.mode");

        assertThat(mode.allowed()).containsExactly("Instance", "Gateway", "None");
        assertThat(mode.defaultValue()).isEqualTo("Instance");
    }

    @Test
    void takes_a_path_with_indexes_and_without() {
        Explanation access = Explanation.of("spec.network.tiers[1].access");

        assertThat(access).isEqualTo(Explanation.of("spec.network.tiers.access"));
        assertThat(access.path()).isEqualTo("spec.network.tiers[].access");
        assertThat(access.required()).isTrue();
    }

    @Test
    void names_the_nearest_path_for_one_that_is_unknown() {
        assertThatThrownBy(() -> Explanation.of("spec.network.nta"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spec.network.nta: no such field; did you mean 'spec.network.nat'?");
        assertThat(Explanation.nearest("spec.instanceType")).isEqualTo("spec.network.nat.instanceType");
    }

    @Test
    void every_field_has_a_description_and_every_pattern_is_put_in_words() {
        assertThat(FieldPaths.fields()).hasSizeGreaterThan(50).allSatisfy((path, field) -> {
            assertThat(field.description()).as(path).isNotBlank().endsWith(".");
            if (field.shape() instanceof TextShape text && text.pattern() != null) {
                assertThat(Patterns.inWords(text.pattern())).as(path).doesNotContain("^");
            }
        });
    }

    @Test
    void the_text_has_everything_on_a_page() {
        assertThat(Explanation.of("spec.network.endpoints[].privateDns").text()).isEqualTo("""
                spec.network.endpoints[].privateDns <word>
                  Whether the service's usual name leads to an interface endpoint.
                  Default: Enabled
                  Allowed: Disabled, Enabled
                """);
        assertThat(Explanation.of("spec.pause").text()).isEqualTo("""
                spec.pause <object>
                  Holds back every write while it lasts; observing and reporting go on.
                  Fields:
                    until <text>
                      When the pause ends, such as 2026-12-01T00:00:00Z; it lasts until it is removed when left out.
                    reason <text>
                      Why; shown in the status.
                """);
    }

    @Test
    void defaults_are_those_that_are_filled_in() {
        assertThat(Explanation.of("spec.network.tiers").defaultValue()).contains("isolated");
        assertThat(Explanation.of("spec.drift.mode").defaultValue()).isEqualTo("Correct");
        assertThat(Explanation.of("spec.environment").defaultValue()).isNull();
        assertThat(Explanation.of("spec.links[].protocol").defaultValue()).isEqualTo("tcp");
    }
}
