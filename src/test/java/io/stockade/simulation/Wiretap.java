package io.stockade.simulation;

import io.stockade.aws.AwsClients;
import io.stockade.sandbox.service.Operations;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
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
 * Clients that tell of every request with all its parameters, which the journal does not keep.
 *
 * @param answers may say something else than what was answered
 */
record Wiretap(Consumer<Sent> listener, UnaryOperator<Object> answers) {
    /** One request, in AWS's words. */
    record Sent(String action, AwsRequest request) {
        boolean mutating() {
            return Operations.mutating(action);
        }
    }

    AwsClients on(AwsClients clients) {
        return new AwsClients(new AwsClients.Making(
                () -> tapped(Ec2Client.class, clients.ec2()),
                () -> tapped(AutoScalingClient.class, clients.autoScaling()),
                () -> tapped(IamClient.class, clients.iam()),
                () -> tapped(SsmClient.class, clients.ssm()),
                () -> tapped(StsClient.class, clients.sts()),
                () -> tapped(SecretsManagerClient.class, clients.secretsManager()),
                () -> tapped(LambdaClient.class, clients.lambda()),
                () -> tapped(SqsClient.class, clients.sqs()),
                () -> tapped(CloudTrailClient.class, clients.cloudTrail()),
                () -> tapped(EventBridgeClient.class, clients.eventBridge()),
                () -> tapped(SnsClient.class, clients.sns())));
    }

    private <C> C tapped(Class<C> type, C client) {
        InvocationHandler handler = (proxy, method, arguments) -> invoke(client, proxy, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The SDK's methods come down to one for each action, which takes the request. */
    private @Nullable Object invoke(Object client, Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof AwsRequest request) {
            listener.accept(new Sent(Operations.action(request.getClass()), request));
        } else if (method.isDefault() && arguments != null) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            Object answer = method.invoke(client, arguments);
            return answer == null ? null : answers.apply(answer);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
