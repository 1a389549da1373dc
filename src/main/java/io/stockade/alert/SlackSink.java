package io.stockade.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * Sends texts to an incoming webhook of Slack, or of what takes the same. What stands between angle brackets is a command
 * there, so none is sent: docs.slack.dev/messaging/formatting-message-text.
 */
record SlackSink(Post post, Reference url) implements Sink {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void send(Message message) throws UndeliveredException {
        post.send(url, Map.of("Content-Type", "application/json; charset=utf-8"), body(message));
    }

    private static byte[] body(Message message) {
        try {
            return JSON.writeValueAsBytes(Map.of("text", escaped(Wording.text(message))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a text can't fail to be written", impossible);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
