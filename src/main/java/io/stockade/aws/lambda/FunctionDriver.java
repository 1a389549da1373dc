package io.stockade.aws.lambda;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Component;
import io.stockade.graph.Function;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/** Writes functions. Their name is their natural key in the region. */
final class FunctionDriver extends SingleDriver<Function> {
    private static final Set<String> CODE = Set.of("codeBucket", "codeKey", "codeVersion");
    private static final Set<String> CONFIGURATION =
            Set.of("runtime", "handler", "role", "subnets", "groups", "timeoutSeconds", "memory");

    private final Lambda lambda;
    private final FunctionPolicies policies;

    FunctionDriver(Lambda lambda) {
        this.lambda = lambda;
        this.policies = new FunctionPolicies(lambda);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.FUNCTION;
    }

    @Override
    protected Written createOne(Creation<Function> creation) {
        Function desired = creation.desired();
        CreateFunctionResponse made;
        try {
            made = make(desired);
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> readById(desired.name())));
        }
        String arn = made.functionArn();
        Set<String> differing = new TreeSet<>(Set.of("codeVersion"));
        if (!desired.policy().equals(PolicyDocument.NONE)) {
            differing.add("policy");
        }
        return Edits.finishing(created(desired, made), desired, differing)
                .change("policy", () -> policies.change(arn, PolicyDocument.NONE, desired.policy()))
                .change("codeVersion", () -> note(arn, CodeSource.of(desired).tags(made.codeSha256())))
                .written();
    }

    private CreateFunctionResponse make(Function desired) {
        Map<String, String> tags = new TreeMap<>(desired.tags().values());
        tags.putAll(CodeSource.of(desired).tags());
        String role = lambda.roleArn(desired.role().text());
        return lambda.call(
                "CreateFunction",
                desired.name(),
                client -> client.createFunction(request -> request.functionName(desired.name())
                        .runtime(desired.runtime())
                        .handler(desired.handler())
                        .role(role)
                        .timeout(desired.timeoutSeconds())
                        .memorySize(desired.memory())
                        .vpcConfig(place(desired))
                        .code(code -> code.s3Bucket(desired.codeBucket())
                                .s3Key(desired.codeKey())
                                .s3ObjectVersion(version(desired)))
                        .tags(tags)));
    }

    private static VpcConfig place(Function function) {
        return VpcConfig.builder()
                .subnetIds(function.subnets().stream().map(Ref::text).toList())
                .securityGroupIds(function.groups().stream().map(Ref::text).toList())
                .build();
    }

    private static @Nullable String version(Function function) {
        return function.codeVersion().isEmpty() ? null : function.codeVersion();
    }

    private Observed<Function> created(Function desired, CreateFunctionResponse made) {
        Function bare = Component.with(desired, "policy", PolicyDocument.NONE);
        Function unsure = Component.with(
                bare,
                "codeVersion",
                CodeSource.of(desired).somethingElse(made.codeSha256()).version());
        return Functions.judged(
                Observed.ready(unsure, made.functionArn(), lambda.now()),
                new Functions.Progress(made.stateAsString(), made.stateReason()),
                new Functions.Progress(made.lastUpdateStatusAsString(), made.lastUpdateStatusReason()));
    }

    /** Policy and tags first: they need no rest, whereas Lambda makes one change of code or configuration at a time. */
    @Override
    public Written update(Observed<Function> current, Function desired, Set<String> components) {
        String arn = current.id();
        Edits<Function> edits = Edits.of(current, desired, components, lambda.now())
                .change("policy", () -> policies.change(arn, current.value().policy(), desired.policy()))
                .tags(tags -> note(arn, tags), keys -> takeOff(arn, keys))
                .change(CODE, () -> upload(arn, desired))
                .change(CONFIGURATION, () -> configure(arn, desired));
        SortedSet<String> slow = new TreeSet<>(CODE);
        slow.addAll(CONFIGURATION);
        slow.forEach(component -> edits.settling(component, "Lambda is changing it"));
        return edits.written();
    }

    /** If the note is lost, the code counts as unknown and is uploaded once more. */
    private void upload(String arn, Function desired) {
        String digest = lambda.call(
                        "UpdateFunctionCode",
                        arn,
                        client -> client.updateFunctionCode(request -> request.functionName(arn)
                                .s3Bucket(desired.codeBucket())
                                .s3Key(desired.codeKey())
                                .s3ObjectVersion(version(desired))))
                .codeSha256();
        note(arn, CodeSource.of(desired).tags(digest));
    }

    private void configure(String arn, Function desired) {
        String role = lambda.roleArn(desired.role().text());
        lambda.call(
                "UpdateFunctionConfiguration",
                arn,
                client -> client.updateFunctionConfiguration(request -> request.functionName(arn)
                        .runtime(desired.runtime())
                        .handler(desired.handler())
                        .role(role)
                        .timeout(desired.timeoutSeconds())
                        .memorySize(desired.memory())
                        .vpcConfig(place(desired))));
    }

    private void note(String arn, Map<String, String> tags) {
        lambda.call(
                "TagResource",
                arn,
                client -> client.tagResource(request -> request.resource(arn).tags(tags)));
    }

    private void takeOff(String arn, Collection<String> keys) {
        lambda.call(
                "UntagResource",
                arn,
                client -> client.untagResource(request -> request.resource(arn).tagKeys(keys)));
    }

    /** It is gone at once; its interfaces stay for a while, and with them what they stand in. */
    @Override
    protected Written deleteOne(Observed<Function> doomed) {
        return goneAfter(
                doomed,
                () -> lambda.call(
                        "DeleteFunction",
                        doomed.id(),
                        client -> client.deleteFunction(request -> request.functionName(doomed.id()))));
    }

    @Override
    public Optional<Observed<Function>> readById(String id) {
        return Functions.whole(lambda, id);
    }

    @Override
    public Set<String> details() {
        return Functions.DETAILS;
    }

    @Override
    public Observed<Function> readDetails(Observed<Function> listed) {
        return Functions.whole(lambda, listed.id()).orElse(listed);
    }

    @Override
    public Observed<Function> readParts(Observed<Function> known) {
        return Functions.again(lambda, known).orElse(known);
    }
}
