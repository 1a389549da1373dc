package io.stockade.alert;

/** Where messages wait until they have arrived. */
interface Outbox {
    /** Has kept the message when it comes back. */
    void take(Message message);

    /** How many wait for a sink. */
    int waiting(String sink);
}
