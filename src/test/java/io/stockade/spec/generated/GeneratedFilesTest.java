package io.stockade.spec.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checked-in CRD and JSON Schema are what the records say. */
class GeneratedFilesTest {
    @Test
    void the_crd_is_up_to_date() throws IOException {
        String crd = GeneratedCrd.yaml(GeneratedCrd.generate());

        GoldenFolders.assertMatches(Path.of("crds/securestacks.stockade.dev.yaml"), crd, "GeneratedFilesTest");
    }

    @Test
    void the_crd_keeps_what_must_not_change() throws IOException {
        JsonNode spec =
                GeneratedCrd.generate().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties");

        for (String pinned : List.of("/region", "/environment", "/account/properties/id", "/network/properties/cidr")) {
            assertThat(spec.at(pinned + "/x-kubernetes-validations/0/rule").asText())
                    .as(pinned)
                    .isEqualTo("self == oldSelf");
        }
    }

    @Test
    void the_crd_writes_only_defaults_that_are_the_records_own_and_depend_on_nothing() throws IOException {
        JsonNode spec = GeneratedCrd.generate().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");

        assertThat(spec.findValuesAsText("default")).hasSize(7);
        assertThat(spec.at("/properties/drift/properties/mode/default").asText())
                .isEqualTo("Correct");
        assertThat(spec.at("/properties/approval/properties/required/default").asText())
                .isEqualTo("Destructive");
        assertThat(spec.at("/properties/deletion/properties/mode/default").asText())
                .isEqualTo("Delete");
        assertThat(spec.at("/properties/deletion/properties/protection/default").asText())
                .isEqualTo("Disabled");
    }

    @Test
    void the_reference_is_up_to_date() throws IOException {
        GoldenFolders.assertMatches(
                Path.of("docs/reference/manifest.md"), GeneratedReference.generate(), "GeneratedFilesTest");
    }

    @Test
    void the_reference_of_the_status_is_up_to_date() throws IOException {
        GoldenFolders.assertMatches(
                Path.of("docs/reference/status.md"), GeneratedReference.status(), "GeneratedFilesTest");
    }

    @Test
    void every_field_of_the_status_is_described() throws IOException {
        JsonNode status = GeneratedCrd.generate().at("/spec/versions/0/schema/openAPIV3Schema/properties/status");

        assertThat(undescribed(status)).isEmpty();
    }

    private static List<String> undescribed(JsonNode schema) {
        List<String> names = new ArrayList<>();
        for (JsonNode parent : schema.findParents("properties")) {
            parent.get("properties").properties().forEach(field -> {
                if (field.getValue().path("description").asText().isEmpty()) {
                    names.add(field.getKey());
                }
            });
        }
        return names;
    }

    @Test
    void the_json_schema_is_up_to_date() throws IOException {
        String schema = GeneratedJsonSchema.generate(GeneratedCrd.generate());

        GoldenFolders.assertMatches(Path.of("docs/reference/securestack.schema.json"), schema, "GeneratedFilesTest");
    }
}
