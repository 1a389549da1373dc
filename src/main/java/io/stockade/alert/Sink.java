package io.stockade.alert;

/** A place where people are told. */
interface Sink {
    /** Sends a message, and comes back when it has arrived. */
    void send(Message message) throws UndeliveredException;
}
