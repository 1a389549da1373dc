package io.stockade.simulation;

/**
 * A call at which something can go wrong.
 *
 * @param action in AWS's words; of a function that is run, the step
 */
record CallMoment(Caller caller, String action, boolean mutating) {
    /** Who makes it. */
    enum Caller {
        STOCKADE,
        /** A function's own call. */
        FUNCTION,
        /** Whoever runs a function: what goes wrong goes wrong in it, outside its calls. */
        AWS
    }
}
