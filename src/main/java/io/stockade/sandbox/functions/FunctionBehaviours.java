package io.stockade.sandbox.functions;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which function does what: by ARN, without version or alias. It is told by tests and does not survive the process. */
public final class FunctionBehaviours {
    private final Map<String, SandboxFunction> byArn = new ConcurrentHashMap<>();

    /** Has a function do this from now on. */
    public void register(String functionArn, SandboxFunction function) {
        byArn.put(unqualified(functionArn), function);
    }

    /** What was registered for a function. */
    public Optional<SandboxFunction> find(String functionArn) {
        return Optional.ofNullable(byArn.get(unqualified(functionArn)));
    }

    /** {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME}, with or without a qualifier after it. */
    static String unqualified(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 7 ? arn.substring(0, arn.length() - parts[7].length() - 1) : arn;
    }
}
