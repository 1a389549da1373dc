package io.stockade.sandbox.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** What a service can do, by the class of the request. */
public final class Operations {
    private static final String SUFFIX = "Request";

    private final Map<Class<?>, BiFunction<Call, AwsRequest, AwsResponse>> byRequest = new HashMap<>();

    public <Q extends AwsRequest, R extends AwsResponse> Operations add(
            Class<Q> type, BiFunction<Call, Q, R> operation) {
        byRequest.put(type, (call, request) -> operation.apply(call, type.cast(request)));
        return this;
    }

    public Optional<BiFunction<Call, AwsRequest, AwsResponse>> find(Class<?> request) {
        return Optional.ofNullable(byRequest.get(request));
    }

    /** The names of all actions, in order. */
    public List<String> actions() {
        return byRequest.keySet().stream().map(Operations::action).sorted().toList();
    }

    /** The action that a request asks for, in AWS's words: {@code CreateVpc}. */
    public static String action(Class<?> request) {
        String name = request.getSimpleName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** Whether an action changes anything, by AWS's habits of naming. */
    public static boolean mutating(String action) {
        return !action.startsWith("Describe")
                && !action.startsWith("Get")
                && !action.startsWith("List")
                && !action.startsWith("Assume");
    }
}
