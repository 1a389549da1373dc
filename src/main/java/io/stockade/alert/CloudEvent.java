package io.stockade.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.memory.MemoryJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message as programs read it: a CloudEvent 1.0 in structured JSON, as github.com/cloudevents/spec has it. */
final class CloudEvent {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";
    private static final String TYPES = "dev.stockade.alert.";
    private static final String DIGEST = TYPES + "digest.v1";

    /** So many of a digest are told in full, the worst; of the others what they are known by. */
    private static final int IN_FULL = 50;

    private static final JsonMapper JSON = MemoryJson.mapper();

    private CloudEvent() {}

    static byte[] bytes(Message message, String installation) {
        return json(message, installation).getBytes(StandardCharsets.UTF_8);
    }

    static String json(Message message, String installation) {
        Notice first = message.notices().get(0);
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", message.id())
                .put("source", "/stockade/" + installation)
                .put("type", type(message))
                .put("time", (message.digest() ? message.created() : first.at()).toString())
                .put("datacontenttype", "application/json");
        if (!message.digest()) {
            event.put("subject", first.alert().stack().stack());
        }
        event.set("data", message.digest() ? digest(message.notices()) : alert(first));
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can't fail to be written", impossible);
        }
    }

    static String type(Message message) {
        return message.digest()
                ? DIGEST
                : TYPES + message.notices().get(0).happening().lowerCase() + ".v1";
    }

    private static ObjectNode alert(Notice notice) {
        Alert alert = notice.alert();
        ObjectNode data = JSON.createObjectNode()
                .put("id", alert.id())
                .put("happened", notice.happening().toString())
                .put("at", notice.at().toString())
                .put("stack", alert.stack().stack())
                .put("environment", alert.stack().environment());
        data.set("labels", JSON.valueToTree(alert.stack().labels()));
        data.put("severity", alert.severity().toString())
                .put("kind", alert.kind().toString())
                .put("subject", alert.subject())
                .put("title", alert.title())
                .put("detail", alert.detail())
                .put("since", alert.since().toString());
        if (alert.author() != null) {
            data.set("author", JSON.valueToTree(alert.author()));
        }
        return data;
    }

    private static ObjectNode digest(List<Notice> notices) {
        ObjectNode data = JSON.createObjectNode().put("total", notices.size());
        Map<String, Integer> bySeverity = new TreeMap<>();
        notices.forEach(notice -> bySeverity.merge(notice.alert().severity().toString(), 1, Integer::sum));
        data.set("bySeverity", JSON.valueToTree(bySeverity));
        ArrayNode worst = data.putArray("worst");
        Wording.worst(notices).stream().limit(IN_FULL).map(CloudEvent::alert).forEach(worst::add);
        ArrayNode all = data.putArray("alerts");
        notices.forEach(notice -> all.addObject()
                .put("id", notice.alert().id())
                .put("happened", notice.happening().toString()));
        return data;
    }
}
