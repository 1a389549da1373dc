package io.stockade.simulation;

import io.stockade.aws.AwsClients;
import io.stockade.sandbox.service.Operations;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients with something between them and us. The SDK's methods come down to one for each action, which takes
 * the request; default methods are called on the proxy, so that a paginator's requests pass too.
 */
public final class Interposed {
    private final AwsClients clients;
    private final Between between;

    private Interposed(AwsClients clients, Between between) {
        this.clients = clients;
        this.between = between;
    }

    /** What every request passes. */
    public interface Between {
        AwsResponse send(Call call) throws Throwable;
    }

    /**
     * A request on its way.
     *
     * @param client whom it is meant for
     * @param service the same service's client among others
     */
    public record Call(Object client, Function<AwsClients, ?> service, Method method, AwsRequest request) {
        /** In AWS's words. */
        public String action() {
            return Operations.action(request.getClass());
        }

        /** What a client answers to a request like this one. */
        public AwsResponse answer(Object asked, AwsRequest sent) throws Throwable {
            return (AwsResponse) Objects.requireNonNull(invoked(asked, method, sent));
        }
    }

    public static AwsClients over(AwsClients clients, Between between) {
        Interposed each = new Interposed(clients, between);
        return new AwsClients(new AwsClients.Making(
                each.of(Ec2Client.class, AwsClients::ec2),
                each.of(AutoScalingClient.class, AwsClients::autoScaling),
                each.of(IamClient.class, AwsClients::iam),
                each.of(SsmClient.class, AwsClients::ssm),
                each.of(StsClient.class, AwsClients::sts),
                each.of(SecretsManagerClient.class, AwsClients::secretsManager),
                each.of(LambdaClient.class, AwsClients::lambda),
                each.of(SqsClient.class, AwsClients::sqs),
                each.of(CloudTrailClient.class, AwsClients::cloudTrail),
                each.of(EventBridgeClient.class, AwsClients::eventBridge),
                each.of(SnsClient.class, AwsClients::sns)));
    }

    private <C> Supplier<C> of(Class<C> type, Function<AwsClients, C> service) {
        return () -> {
            C client = service.apply(clients);
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (arguments != null
                        && arguments.length == 1
                        && arguments[0] instanceof AwsRequest request
                        && AwsResponse.class.isAssignableFrom(method.getReturnType())) {
                    return between.send(new Call(client, service, method, request));
                }
                return method.isDefault() && arguments != null
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : invoked(client, method, arguments);
            };
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        };
    }

    private static @Nullable Object invoked(Object client, Method method, @Nullable Object... arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
