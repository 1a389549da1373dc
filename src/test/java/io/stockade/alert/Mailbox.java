package io.stockade.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes what is sent to topics and buses, unless it was told to say something else. */
public final class Mailbox implements Channels {
    final List<Publication> published = new ArrayList<>();
    final List<Event> put = new ArrayList<>();

    /** What is said to the next that are sent. */
    final Deque<Outcome> answers = new ArrayDeque<>();

    /** What is said when there is no answer left. */
    Outcome otherwise = Outcome.ARRIVED;

    @Override
    public Outcome publish(Publication publication) {
        Outcome answer = answer();
        if (answer.state() == State.ARRIVED) {
            published.add(publication);
        }
        return answer;
    }

    @Override
    public Outcome put(String busArn, Event event) {
        Outcome answer = answer();
        if (answer.state() == State.ARRIVED) {
            put.add(event);
        }
        return answer;
    }

    private Outcome answer() {
        Outcome next = answers.poll();
        return next == null ? otherwise : next;
    }
}
