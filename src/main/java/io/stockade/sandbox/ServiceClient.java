package io.stockade.sandbox;

import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.world.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * An SDK client that asks the sandbox. The SDK's client interfaces consist of default methods, which come down to one
 * for each action; those end here, and the others (consumers of builders, paginators) work as they do on AWS.
 */
final class ServiceClient implements InvocationHandler {
    private final Gate gate;
    private final String principal;
    private final Scope scope;
    private final AwsService service;

    private ServiceClient(Gate gate, String principal, Scope scope, AwsService service) {
        this.gate = gate;
        this.principal = principal;
        this.scope = scope;
        this.service = service;
    }

    static <C> C create(Class<C> type, Gate gate, String principal, Scope scope, AwsService service) {
        ServiceClient handler = new ServiceClient(gate, principal, scope, service);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof AwsRequest request) {
            if (AwsResponse.class.isAssignableFrom(method.getReturnType())) {
                return answer(request);
            }
        }
        return switch (method.getName()) {
            case "toString" -> "sandbox " + service.name() + " client of " + principal + " in " + scope;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "serviceName" -> service.name();
            case "close" -> null;
            default -> defaultMethod(proxy, method, arguments);
        };
    }

    private AwsResponse answer(AwsRequest request) {
        if (service.operations().find(request.getClass()).isEmpty()) {
            throw new UnsupportedOperationException(
                    "the sandbox does not implement " + Operations.action(request.getClass()));
        }
        return gate.call(principal, scope, service, request);
    }

    private @Nullable Object defaultMethod(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (!method.isDefault()) {
            throw new UnsupportedOperationException("the sandbox does not implement " + method.getName());
        }
        return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
}
