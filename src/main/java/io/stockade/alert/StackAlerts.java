package io.stockade.alert;

import java.util.List;

/**
 * What is kept of the alerts of a stack.
 *
 * @param open those whose finding is there, told or not
 * @param unsent what people are to be told, and what no message was made of yet
 */
record StackAlerts(List<Alert> open, List<Notice> unsent) {
    static final StackAlerts NONE = new StackAlerts(List.of(), List.of());

    StackAlerts {
        open = List.copyOf(open);
        unsent = List.copyOf(unsent);
    }

    boolean nothing() {
        return open.isEmpty() && unsent.isEmpty();
    }
}
