package io.stockade.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value is found in whatever form it stands there, or else its silence would prove nothing. */
class CanariesTest {
    private static final String VALUE = "canary \"7Hq2\" \\ Lw9/Zt4+Xv?>~";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Stream<String> tales() throws JsonProcessingException {
        byte[] bytes = ("user:" + VALUE + ":").getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
        String json = JSON.writeValueAsString(VALUE);
        return Stream.of(
                "stored " + VALUE + " there",
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                "token=" + url,
                "token=" + url.replace("+", "%20"),
                "{\"SecretString\":" + json + "}",
                "{\"SecretString\":" + json.replace("/", "\\/") + "}",
                JSON.writeValueAsString("{\"SecretString\":" + json + "}"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(("x" + VALUE).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)),
                Base64.getUrlEncoder().encodeToString(bytes));
    }

    @ParameterizedTest
    @MethodSource("tales")
    void aTaleIsFoundAndDoesNotRepeatTheValue(String tale) {
        Canaries canaries = new Canaries();
        canaries.add(VALUE);

        List<String> found = canaries.in("log", List.of("nothing", tale));

        assertThat(found).isNotEmpty().allSatisfy(place -> assertThat(place).doesNotContain(VALUE));
    }

    @Test
    void silenceIsNothingToBeFound() {
        Canaries canaries = new Canaries();
        canaries.add(VALUE);

        List<String> found =
                canaries.in("log", List.of("", "canary", "7Hq2", HexFormat.of().formatHex(new byte[40])));

        assertThat(found).isEmpty();
    }

    @Test
    void whatMayStandSomewhereByChanceIsRefused() {
        Canaries canaries = new Canaries();

        assertThatThrownBy(() -> canaries.add("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
