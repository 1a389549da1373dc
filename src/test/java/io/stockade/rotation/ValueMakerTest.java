package io.stockade.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.cloud.SecretValue;
import io.stockade.graph.ValueRecipe;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values are random and nothing but random, and logins are as AWS's functions read them. */
class ValueMakerTest {
    private static final int ALL = 94;

    private final ValueMaker maker = new ValueMaker(new Random(7));

    private String make(ValueRecipe recipe) {
        try (SecretValue value = maker.make(recipe)) {
            return value.lend(text -> text);
        }
    }

    private String text(int length, String exclude) {
        return make(new ValueRecipe.Text(length, exclude));
    }

    @Test
    void hasTheLengthAndOneOfEachType() {
        for (int round = 0; round < 500; round++) {
            String value = text(4, "");

            assertThat(value)
                    .hasSize(4)
                    .matches(".*[A-Z].*")
                    .matches(".*[a-z].*")
                    .matches(".*[0-9].*");
            assertThat(value.chars()).anyMatch(character -> !Character.isLetterOrDigit(character));
        }
    }

    @Test
    void neverHasWhatIsExcluded() {
        String exclude = "\"@/\\0123456789abcdefghijklmnopqrstuvwxy";

        for (int round = 0; round < 500; round++) {
            String value = text(12, exclude);

            assertThat(value.chars()).noneMatch(character -> exclude.indexOf(character) >= 0);
            assertThat(value).contains("z");
        }
    }

    @Test
    void isShorterThanTheTypesAreMany() {
        assertThat(text(2, "")).hasSize(2);
    }

    @Test
    void takesEveryCharacterAsOftenAsAnyOther() {
        int rounds = 2_000;
        int length = 94;
        int[] counts = new int[128];

        for (int round = 0; round < rounds; round++) {
            text(length, "").chars().forEach(character -> counts[character]++);
        }

        double expected = (double) rounds * length / ALL;
        double chiSquared = IntStream.range(0, counts.length)
                .filter(character -> counts[character] > 0)
                .mapToDouble(character -> Math.pow(counts[character] - expected, 2) / expected)
                .sum();
        assertThat(IntStream.of(counts).filter(count -> count > 0).count()).isEqualTo(ALL);
        // 93 degrees of freedom: more than 150 happens once in ten thousand times.
        assertThat(chiSquared).isLessThan(150);
    }

    @Test
    void putsTheNeededTypesAtNoFixedPlace() {
        Predicate<Integer> digitAt = place -> IntStream.range(0, 200)
                .mapToObj(round -> text(8, ""))
                .anyMatch(value -> Character.isDigit(value.charAt(place)));

        assertThat(IntStream.range(0, 8).boxed()).allMatch(digitAt);
    }

    @Test
    void makesNothingOfNothing() {
        String everything = IntStream.rangeClosed('!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThatThrownBy(() -> text(8, everything)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> make(new ValueRecipe.External())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLoginIsAwsJson() throws JsonProcessingException {
        TreeMap<String, String> fields = new TreeMap<>(
                Map.of("engine", "postgres", "host", "db \"1\"\\\t.internal", "port", "5432", "username", "app"));

        for (int round = 0; round < 200; round++) {
            JsonNode login = new ObjectMapper().readTree(make(new ValueRecipe.Login(fields, 40, "")));

            assertThat(login.get("engine").textValue()).isEqualTo("postgres");
            assertThat(login.get("host").textValue()).isEqualTo("db \"1\"\\\t.internal");
            assertThat(login.get("port").isInt()).isTrue();
            assertThat(login.get("port").intValue()).isEqualTo(5432);
            assertThat(login.get("password").textValue()).hasSize(40);
            assertThat(login).hasSize(5);
        }
    }
}
