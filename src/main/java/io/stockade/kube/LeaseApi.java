package io.stockade.kube;

import java.time.Duration;
import java.util.Optional;

/** What we ask of the API server about the one lease that instances share. Calls wait for the answer. */
interface LeaseApi {
    /**
     * Reads the lease afresh.
     *
     * @return empty if there is none
     * @throws StackApi.UnansweredException if there is no answer
     */
    Optional<Shown> read();

    /**
     * Makes the lease.
     *
     * @throws StackApi.ConflictException if there is one
     * @throws StackApi.UnansweredException if there is no answer, or the server refuses: it may have been made
     */
    Shown create(Wanted wanted);

    /**
     * Replaces the lease, if nobody wrote it since it was read.
     *
     * @throws StackApi.ConflictException if somebody did, or it is gone
     * @throws StackApi.UnansweredException if there is no answer, or the server refuses: it may have been replaced
     */
    Shown replace(Shown before, Wanted wanted);

    /**
     * A lease as the server has it.
     *
     * @param version changes with each write of anybody
     * @param holder empty if nobody holds it
     * @param duration for how long it is held after it was renewed
     * @param transitions how often the holder changed
     */
    record Shown(String version, String holder, Duration duration, int transitions) {}

    /**
     * A lease as it is to be; it counts as renewed now.
     *
     * @param acquired whether the holder changes with it
     */
    record Wanted(String holder, Duration duration, int transitions, boolean acquired) {}
}
