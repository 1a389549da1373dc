package io.stockade.hint;

import java.util.function.Predicate;

/** Knows our own calls again where AWS tells of them: by the request, or by the session that only we take on roles by. */
public final class OurWrites {
    private static final String ASSUMED = ":assumed-role/";

    private final String session;
    private final Predicate<String> requests;

    /**
     * @param session the name of every session of ours in the role of a stack
     * @param requests whether a request was made by this process
     */
    public OurWrites(String session, Predicate<String> requests) {
        this.session = session;
        this.requests = requests;
    }

    /** Whether it was us. */
    public boolean made(Actor actor) {
        return (!actor.request().isEmpty() && requests.test(actor.request()))
                || (actor.who().contains(ASSUMED) && actor.who().endsWith("/" + session));
    }
}
