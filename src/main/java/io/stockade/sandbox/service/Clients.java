package io.stockade.sandbox.service;

import io.stockade.sandbox.world.Scope;

/** SDK clients of the same AWS, for what runs inside it: a function's code. */
public interface Clients {
    /**
     * A client whose calls take no time, since whoever makes them runs at one instant. Faults strike them and they pass
     * the token buckets like everybody's.
     */
    <C> C open(Class<C> type, String principal, Scope scope);
}
