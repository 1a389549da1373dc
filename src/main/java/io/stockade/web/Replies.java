package io.stockade.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.graph.Digest;
import io.stockade.spec.Defaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Writes answers with a tag of their content, so that who asks again and again is told at once that nothing is new. */
@ApplicationScoped
class Replies {
    private final ObjectMapper json;

    Replies(ObjectMapper json) {
        this.json = json;
    }

    Response tagged(Request request, Object answer) {
        try {
            String body = json.writeValueAsString(answer);
            EntityTag tag = new EntityTag(Digest.hex(body).substring(0, 16));
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return (unchanged == null ? Response.ok(body) : unchanged).tag(tag).build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a status can't fail to be written", impossible);
        }
    }

    /** The stack that a manifest names, whatever else is wrong with it. */
    String keyOf(byte[] manifest) {
        try {
            JsonNode metadata = json.readTree(manifest).path("metadata");
            return metadata.path("namespace").asText(Defaults.NAMESPACE) + "/"
                    + metadata.path("name").asText("(unnamed)");
        } catch (IOException broken) {
            throw new Refusal(400, "the manifest is no JSON: " + Refusals.firstLine(broken));
        }
    }
}
