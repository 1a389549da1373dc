package io.stockade.reliability;

import io.stockade.aws.AwsClients;
import io.stockade.reliability.FaultPlan.Strike;
import io.stockade.reliability.Moment.Sort;
import io.stockade.sandbox.service.Operations;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients of one process, on which things go wrong. Default methods are called on the proxy, so that a
 * paginator's requests pass here too.
 */
record WiredClients(Instance process) {
    AwsClients over(AwsClients clients, String region) {
        return new AwsClients(new AwsClients.Making(
                () -> wired(Ec2Client.class, AwsClients::ec2, clients, region),
                () -> wired(AutoScalingClient.class, AwsClients::autoScaling, clients, region),
                () -> wired(IamClient.class, AwsClients::iam, clients, region),
                () -> wired(SsmClient.class, AwsClients::ssm, clients, region),
                () -> wired(StsClient.class, AwsClients::sts, clients, region),
                () -> wired(SecretsManagerClient.class, AwsClients::secretsManager, clients, region),
                () -> wired(LambdaClient.class, AwsClients::lambda, clients, region),
                clients::sqs,
                () -> wired(CloudTrailClient.class, AwsClients::cloudTrail, clients, region),
                clients::eventBridge,
                clients::sns));
    }

    private <C> C wired(Class<C> type, Function<AwsClients, C> which, AwsClients clients, String region) {
        C client = which.apply(clients);
        Past past = age -> process.lab.past(process.name, region, age).map(which);
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (arguments != null
                    && arguments.length == 1
                    && arguments[0] instanceof AwsRequest request
                    && AwsResponse.class.isAssignableFrom(method.getReturnType())) {
                return send(new Call(client, past, method, request));
            }
            return method.isDefault() && arguments != null
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : invoked(client, method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The same client of the world as it was; none if nothing is known of that time, or it was as it is. */
    private interface Past {
        Optional<?> client(Duration age);
    }

    private record Call(Object client, Past past, Method method, AwsRequest request) {
        AwsResponse answer(Object asked, AwsRequest sent) throws Throwable {
            return (AwsResponse) Objects.requireNonNull(invoked(asked, method, sent));
        }
    }

    private static @Nullable Object invoked(Object client, Method method, @Nullable Object... arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private AwsResponse send(Call call) throws Throwable {
        boolean well = false;
        try {
            AwsResponse answer = sendIt(call);
            well = true;
            return answer;
        } finally {
            process.ended(well);
        }
    }

    private AwsResponse sendIt(Call call) throws Throwable {
        process.check();
        String action = Operations.action(call.request().getClass());
        Sort sort = Operations.mutating(action) ? Sort.WRITE : Sort.READ;
        Optional<Strike> strike = process.lab.traffic.pass(sort, action);
        int index = process.lab.traffic.count();
        if (strike.isPresent()) {
            before(strike.get(), call.request());
        }
        process.sent();
        process.lab.checkReachable();
        AwsRequest request = process.lab.mutations.sent(call.request(), call.client());
        process.lab.heard(request);
        AwsResponse answer = process.lab.mutations.answered(call.answer(call.client(), request));
        if (strike.isPresent()) {
            answer = after(strike.get(), call, answer);
        } else if (process.lab.staysEmpty(action)) {
            answer = Lists.empty(answer).orElse(answer);
        } else if (sort == Sort.READ && process.lab.charting()) {
            process.lab.traffic.answered(index, harmless(index, answer));
        }
        process.hold();
        process.check();
        return answer;
    }

    private void before(Strike strike, AwsRequest request) {
        switch (strike.fault()) {
            case CRASH_BEFORE -> process.die(Duration.ZERO);
            case REQUEST_LOST -> throw Errors.lost();
            case ERROR_BEFORE -> throw Errors.internal();
            case THROTTLED -> throw Errors.throttled(request);
            case ACCESS_DENIED -> throw Errors.denied(request);
            case EXPIRED_TOKEN -> throw Errors.expired();
            case FOREIGN_EDIT -> process.lab.editForeign(strike.index());
            case PAUSE -> process.pause(strike);
            case CLOCK_JUMP -> process.shiftClock(Duration.ofMinutes(strike.index() % 2 == 0 ? 10 : -10));
            case OVERLAP -> process.lab.startAnother();
            case CRASH_AFTER, REPLY_LOST, ERROR_AFTER, STALE_READ, EMPTY_READ, HALF_LIST -> {}
            case CONFLICT, EVENT_LOST, EVENT_TWICE, EVENT_LATE -> throw new IllegalStateException(strike.toString());
        }
    }

    private AwsResponse after(Strike strike, Call call, AwsResponse answer) throws Throwable {
        return switch (strike.fault()) {
            case CRASH_AFTER -> {
                process.dieAfterCall();
                yield answer;
            }
            case REPLY_LOST -> throw Errors.lost();
            case ERROR_AFTER -> throw Errors.internal();
            case STALE_READ -> stale(call, age(strike.index()), answer);
            case EMPTY_READ -> {
                process.lab.emptied(Operations.action(call.request().getClass()));
                yield less(Lists.empty(answer), answer);
            }
            case HALF_LIST -> less(Lists.half(answer), answer);
            default -> answer;
        };
    }

    private Set<Fault> harmless(int index, AwsResponse answer) {
        Set<Fault> harmless = EnumSet.noneOf(Fault.class);
        if (Lists.empty(answer).isEmpty()) {
            harmless.add(Fault.EMPTY_READ);
        }
        if (Lists.half(answer).isEmpty()) {
            harmless.add(Fault.HALF_LIST);
        }
        if (!process.lab.world.changedSince(process.lab.time.now().minus(age(index)))) {
            harmless.add(Fault.STALE_READ);
        }
        return harmless;
    }

    /** How old a read is, by its moment: up to five minutes. */
    private static Duration age(int index) {
        return Duration.ofSeconds(1L + index * 53L % 300);
    }

    private AwsResponse less(Optional<AwsResponse> less, AwsResponse answer) {
        if (less.isEmpty()) {
            process.lab.traffic.missed();
        }
        return less.orElse(answer);
    }

    private AwsResponse stale(Call call, Duration age, AwsResponse answer) throws Throwable {
        Optional<?> then = call.past().client(age);
        AwsResponse old = then.isPresent() ? call.answer(then.get(), call.request()) : answer;
        if (old.equals(answer)) {
            process.lab.traffic.missed();
        }
        return old;
    }
}
