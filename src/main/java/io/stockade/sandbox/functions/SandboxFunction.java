package io.stockade.sandbox.functions;

/**
 * What a function does: it stands for the code in its zip. It runs at one instant of the sandbox's time, so it must not
 * wait; what it did before it failed stays done.
 */
@FunctionalInterface
public interface SandboxFunction {
    /**
     * Runs once.
     *
     * @return its answer as JSON, {@code null} as text if it has none
     * @throws FunctionException if it ends with an error, or not in time
     */
    String run(Invocation invocation);
}
