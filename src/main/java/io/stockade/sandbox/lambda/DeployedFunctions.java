package io.stockade.sandbox.lambda;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Table;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** Functions as everything in Lambda finds them, and how Lambda says no. */
final class DeployedFunctions {
    static final Table<FunctionConfiguration> TABLE = new Table<>("function", FunctionConfiguration.class);

    /** A name, a partial or a whole ARN, each with or without a version or an alias (API reference, GetFunction). */
    private static final Pattern NAMED = Pattern.compile(
            "(?:(?:arn:[a-z-]+:lambda:(?<region>[a-z0-9-]+):)?(?<account>\\d{12}):function:)?(?<name>[\\w-]{1,64})(?::[\\w$-]+)?");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private DeployedFunctions() {}

    static FunctionConfiguration require(Call call, @Nullable String given) {
        return find(call, given).orElseThrow(() -> notFound(call, String.valueOf(given)));
    }

    static Optional<FunctionConfiguration> find(Call call, @Nullable String given) {
        Matcher matcher = NAMED.matcher(String.valueOf(given));
        if (!matcher.matches()
                || isElsewhere(matcher.group("account"), call.account())
                || isElsewhere(matcher.group("region"), call.region())) {
            return Optional.empty();
        }
        call.touch(matcher.group("name"));
        return call.find(TABLE, matcher.group("name"));
    }

    private static boolean isElsewhere(@Nullable String given, String here) {
        return given != null && !given.equals(here);
    }

    /** Stores a function that was changed now. */
    static FunctionConfiguration put(Call call, FunctionConfiguration function) {
        FunctionConfiguration changed = function.toBuilder()
                .lastModified(TIME.format(call.now()))
                .revisionId(call.hexadecimal(call.nextNumber()))
                .build();
        call.put(TABLE, changed.functionName(), changed);
        return changed;
    }

    static Deployment deployment(Call call, FunctionConfiguration function) {
        return call.find(Deployment.TABLE, function.functionName())
                .orElse(new Deployment(function.functionName(), "", Map.of()));
    }

    static void put(Call call, Deployment deployment) {
        call.put(Deployment.TABLE, deployment.function(), deployment);
    }

    static String arn(Call call, String name) {
        return "arn:" + call.scope().partition() + ":lambda:" + call.region() + ":" + call.account() + ":function:"
                + name;
    }

    /** Lambda developer guide, "Lambda function states": while one change is made there is no room for another. */
    static void checkSettled(FunctionConfiguration function) {
        if (function.state() == State.PENDING) {
            throw conflict("The operation cannot be performed at this time. The function is currently in the following"
                    + " state: Pending");
        }
        if (function.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) {
            throw conflict("The operation cannot be performed at this time. An update is in progress for resource: "
                    + function.functionArn());
        }
    }

    static AwsError notFound(Call call, String given) {
        String arn = given.startsWith("arn:") ? given : arn(call, given);
        return new AwsError("ResourceNotFoundException", 404, "Function not found: " + arn);
    }

    static AwsError conflict(String message) {
        return new AwsError("ResourceConflictException", 409, message);
    }

    static AwsError invalid(String message) {
        return AwsError.of("InvalidParameterValueException", message);
    }

    /** What the model of the service rules out: another code than what Lambda itself finds wrong. */
    static AwsError constraint(String member, @Nullable Object value) {
        return AwsError.of(
                "ValidationException",
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint");
    }
}
