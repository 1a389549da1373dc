package io.stockade.aws.lambda;

import io.stockade.aws.call.Calls;
import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Component;
import io.stockade.graph.Function;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * Functions as Lambda shows them. A list of all in the region tells names and no states, so each of ours is asked for by
 * itself; tags, where its code is from, and its policy are asked for more rarely.
 */
final class Functions {
    static final Set<String> DETAILS = Set.of("codeBucket", "codeKey", "codeVersion", "policy", "tags");

    /** The most that Lambda puts on a page. */
    private static final int PAGE = 50;

    /** Lambda developer guide, "Lambda function states"; an idle function is woken by its next invocation. */
    private static final StateWords STATES = StateWords.of(Map.of(
            "Pending", Lifecycle.PENDING,
            "Active", Lifecycle.READY,
            "Inactive", Lifecycle.READY,
            "Failed", Lifecycle.FAILED,
            "Deactivating", Lifecycle.BROKEN,
            "Deactivated", Lifecycle.BROKEN,
            "ActiveNonInvocable", Lifecycle.BROKEN,
            "Deleting", Lifecycle.DELETING));

    /** Of the last change; a function that was never changed may have none. */
    private static final StateWords UPDATES = StateWords.of(Map.of(
                    "InProgress", Lifecycle.PENDING,
                    "Successful", Lifecycle.READY,
                    "Failed", Lifecycle.BROKEN))
            .readyIfSilent();

    private Functions() {}

    static Reader reader(Lambda lambda) {
        return new ListReader(
                Set.of(ResourceKind.FUNCTION),
                Reader.Narrowing.OWNER,
                scope -> names(lambda).stream()
                        .flatMap(name -> configuration(lambda, name).stream())
                        .map(function -> Listed.named(seen(lambda, function, Map.of(), PolicyDocument.NONE)
                                .withUnread(DETAILS)))
                        .toList());
    }

    private static List<String> names(Lambda lambda) {
        return Pages.all(
                        token -> lambda.call(
                                "ListFunctions",
                                "",
                                client -> client.listFunctions(
                                        request -> request.maxItems(PAGE).marker(token))),
                        ListFunctionsResponse::functions,
                        ListFunctionsResponse::nextMarker)
                .stream()
                .map(FunctionConfiguration::functionName)
                .filter(name -> name.startsWith(Lambda.NAME_PREFIX))
                .toList();
    }

    private static Optional<GetFunctionConfigurationResponse> configuration(Lambda lambda, String name) {
        return Calls.found(() -> lambda.call(
                "GetFunctionConfiguration",
                name,
                client -> client.getFunctionConfiguration(request -> request.functionName(name))));
    }

    /**
     * A function with everything that can be known of it: three calls.
     *
     * @param name or ARN
     */
    static Optional<Observed<Function>> whole(Lambda lambda, String name) {
        return configuration(lambda, name)
                .flatMap(function -> Calls.found(() -> seen(
                        lambda,
                        function,
                        tags(lambda, function.functionArn()),
                        policy(lambda, function.functionArn()))));
    }

    /** A function with what is unread of it read: its policy in one call, its tags, which tell of its code, in two. */
    static Optional<Observed<Function>> again(Lambda lambda, Observed<Function> known) {
        String arn = known.id();
        if (known.unread().equals(Set.of("policy"))) {
            return Calls.found(() -> Component.with(known.value(), "policy", policy(lambda, arn)))
                    .map(read ->
                            Observed.ready(read, arn, lambda.now()).withLifecycle(known.lifecycle(), known.note()));
        }
        boolean all = known.unread().contains("policy");
        return configuration(lambda, arn)
                .flatMap(function -> Calls.found(() -> seen(
                        lambda,
                        function,
                        tags(lambda, arn),
                        all ? policy(lambda, arn) : known.value().policy())));
    }

    private static Map<String, String> tags(Lambda lambda, String arn) {
        return lambda.call("ListTags", arn, client -> client.listTags(request -> request.resource(arn)))
                .tags();
    }

    private static PolicyDocument policy(Lambda lambda, String arn) {
        return Calls.found(() ->
                        lambda.call("GetPolicy", arn, client -> client.getPolicy(request -> request.functionName(arn))))
                .map(found -> PolicyDocument.parse(found.policy()))
                .orElse(PolicyDocument.NONE);
    }

    private static Observed<Function> seen(
            Lambda lambda, GetFunctionConfigurationResponse function, Map<String, String> tags, PolicyDocument policy) {
        CodeSource code = CodeSource.read(tags, function.codeSha256());
        VpcConfigResponse place = function.vpcConfig();
        Function value = new Function(
                function.functionName(),
                text(function.runtimeAsString()),
                text(function.handler()),
                Ref.known(role(text(function.role()))),
                code.bucket(),
                code.key(),
                code.version(),
                refs(place == null ? List.of() : place.subnetIds()),
                refs(place == null ? List.of() : place.securityGroupIds()),
                function.timeout(),
                function.memorySize(),
                policy,
                Tags.of(tags));
        Observed<Function> seen = Observed.ready(value, function.functionArn(), lambda.now());
        return judged(
                seen,
                new Progress(function.stateAsString(), function.stateReason()),
                new Progress(function.lastUpdateStatusAsString(), function.lastUpdateStatusReason()));
    }

    /** AWS's word for how far something is, and why it is no further. */
    record Progress(@Nullable String word, @Nullable String reason) {}

    /** How a function is that exists, and whose last change came to something or not. */
    static Observed<Function> judged(Observed<Function> seen, Progress state, Progress update) {
        return STATES.meaning(state.word()) == Lifecycle.READY
                ? UPDATES.judge(seen, update.word(), text(update.reason()))
                : STATES.judge(seen, state.word(), text(state.reason()));
    }

    /** A role is known by its name. */
    private static String role(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static SortedSet<Ref> refs(List<String> ids) {
        return ids.stream().map(Ref::known).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
