package io.stockade.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** A policy inside a manifest must be a JSON object, the whole of it, that names nothing twice. */
public final class StrictJson {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** What is wrong with the policy at this path, if anything is. */
    public static Optional<SpecProblem> problem(String path, String policy) {
        try {
            return STRICT.readTree(policy).isObject()
                    ? Optional.empty()
                    : Optional.of(SpecProblem.error(path, "is no JSON object").expecting("a policy document"));
        } catch (JsonProcessingException malformed) {
            return Optional.of(SpecProblem.error(path, explain(malformed)));
        }
    }

    /** What is wrong, without the parser's own account of the place. */
    public static String explain(JsonProcessingException malformed) {
        String reason = String.valueOf(malformed.getOriginalMessage())
                .lines()
                .findFirst()
                .orElse("");
        int detail = reason.indexOf(" (start marker at");
        return "is no JSON: " + (detail < 0 ? reason : reason.substring(0, detail));
    }
}
