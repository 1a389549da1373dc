package io.stockade.sandbox.functions;

import io.stockade.sandbox.service.Call;
import java.time.Duration;

/** What Lambda knows of a function, for a service that wants to invoke it. */
@FunctionalInterface
public interface FunctionDirectory {
    /** Whether a function can be invoked. */
    enum Verdict {
        /** It is there, active, and its policy admits the caller. */
        YES,
        /** There is no such function. */
        MISSING,
        /** Its policy does not admit the caller. */
        DENIED,
        /** It is not active yet. */
        NOT_ACTIVE
    }

    /**
     * How a function stands to a caller.
     *
     * @param role the principal that its own calls are made by
     * @param timeout after which Lambda ends it
     */
    record Standing(Verdict verdict, String role, Duration timeout) {}

    /**
     * Asks about a function in the account and region that its ARN names.
     *
     * @param service who wants to invoke it: {@code secretsmanager.amazonaws.com}
     * @param sourceArn on behalf of what: a secret's ARN
     */
    Standing ask(Call call, String functionArn, String service, String sourceArn);

    /** A world in which every function is there and admits everybody. */
    static FunctionDirectory everything() {
        return (call, functionArn, service, sourceArn) -> new Standing(
                Verdict.YES, functionArn.substring(functionArn.lastIndexOf(':') + 1), Duration.ofSeconds(30));
    }
}
