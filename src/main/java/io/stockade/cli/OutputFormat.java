package io.stockade.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Locale;

/** How results are printed. */
enum OutputFormat {
    TABLE,
    JSON,
    YAML;

    private static final YAMLMapper YAML_MAPPER = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    /** The object as JSON or YAML text, without a last line break. */
    String print(Object object) {
        try {
            return this == YAML
                    ? YAML_MAPPER
                            .writeValueAsString(Api.JSON.valueToTree(object))
                            .stripTrailing()
                    : Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a result can't fail to be printed", impossible);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
