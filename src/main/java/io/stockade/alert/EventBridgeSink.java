package io.stockade.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts CloudEvents on a bus of EventBridge, each as the detail of an event. Of a message in several pieces AWS may take
 * some: these are not put again.
 */
final class EventBridgeSink implements Sink {
    static final String SOURCE = "stockade";

    private final Channels channels;
    private final String busArn;
    private final String installation;
    private final Set<String> arrived = new HashSet<>();
    private String trying = "";

    EventBridgeSink(Channels channels, String busArn, String installation) {
        this.channels = channels;
        this.busArn = busArn;
        this.installation = installation;
    }

    /** AWS counts all entries of a request together, so that each piece has a request of its own. */
    @Override
    public synchronized void send(Message message) throws UndeliveredException {
        if (!trying.equals(message.id())) {
            trying = message.id();
            arrived.clear();
        }
        List<Channels.Outcome> failed = new ArrayList<>();
        for (Message piece : Pieces.of(message, this::detail)) {
            if (!arrived.contains(piece.id())) {
                Channels.Outcome outcome = put(piece);
                if (outcome.state() == Channels.State.ARRIVED) {
                    arrived.add(piece.id());
                } else {
                    failed.add(outcome);
                }
            }
        }
        if (!failed.isEmpty()) {
            failed.get(0).demand();
        }
    }

    private Channels.Outcome put(Message piece) {
        return channels.put(busArn, new Channels.Event(SOURCE, CloudEvent.type(piece), detail(piece)));
    }

    private String detail(Message message) {
        return CloudEvent.json(message, installation);
    }
}
