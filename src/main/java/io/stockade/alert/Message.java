package io.stockade.alert;

import io.stockade.graph.Digest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is sent to a sink at once.
 *
 * @param id the same at each try, also after a restart
 * @param sink by name
 * @param created when it was made; it is given up some time after that
 * @param notices one, or those of a digest
 */
record Message(String id, String sink, Instant created, List<Notice> notices) {
    private static final int ID_LENGTH = 24;

    Message {
        notices = List.copyOf(notices);
    }

    static Message of(String sink, List<Notice> notices, Instant now) {
        String all = notices.stream().map(Notice::id).collect(Collectors.joining("\n", sink + "\n", ""));
        return new Message(Digest.hex(all).substring(0, ID_LENGTH), sink, now, notices);
    }

    boolean digest() {
        return notices.size() > 1;
    }
}
