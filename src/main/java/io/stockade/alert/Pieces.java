package io.stockade.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A message in as many as a receiver takes. Only a digest of very long texts is too much for one; its pieces have ids that
 * are the same at every try.
 */
final class Pieces {
    /**
     * What SNS and EventBridge take at once, less some room for all that is not the text.
     * docs.aws.amazon.com/sns/latest/api/API_Publish.html, docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
     */
    static final int MOST_BYTES = 256 * 1024 - 8 * 1024;

    private Pieces() {}

    /** @param written a message as it is sent */
    static List<Message> of(Message message, Function<Message, String> written) {
        List<Notice> notices = message.notices();
        if (notices.size() == 1 || fits(written.apply(message))) {
            return List.of(message);
        }
        int half = notices.size() / 2;
        List<Message> pieces = new ArrayList<>();
        for (List<Notice> part : List.of(notices.subList(0, half), notices.subList(half, notices.size()))) {
            pieces.addAll(of(Message.of(message.sink(), part, message.created()), written));
        }
        return pieces;
    }

    static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
