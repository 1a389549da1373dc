package io.stockade.sandbox.functions;

/** How a run of a function ended. */
public sealed interface FunctionOutcome {
    /** It answered, with JSON. */
    record Answered(String payload) implements FunctionOutcome {}

    /** It threw. */
    record Failed(String type, String message) implements FunctionOutcome {}

    /** Lambda ended it. */
    record TimedOut() implements FunctionOutcome {}
}
