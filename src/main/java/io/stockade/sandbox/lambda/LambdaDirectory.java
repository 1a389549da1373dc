package io.stockade.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.sandbox.functions.FunctionBehaviours;
import io.stockade.sandbox.functions.FunctionDirectory;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * What functions' own policies say of who may invoke them. A function that was told what to do, and was never made here,
 * is somebody's who lets everybody in.
 */
final class LambdaDirectory implements FunctionDirectory {
    private final FunctionBehaviours behaviours;

    LambdaDirectory(FunctionBehaviours behaviours) {
        this.behaviours = behaviours;
    }

    @Override
    public Standing ask(Call call, String functionArn, String service, String sourceArn) {
        String[] parts = functionArn.split(":", -1);
        Optional<FunctionConfiguration> function = parts.length < 7
                ? Optional.empty()
                : DeployedFunctions.find(call.in(new Scope(parts[4], parts[3])), functionArn);
        if (function.isEmpty()) {
            Verdict verdict = behaviours.find(functionArn).isPresent() ? Verdict.YES : Verdict.MISSING;
            return new Standing(verdict, parts[parts.length - 1], Duration.ofSeconds(3));
        }
        Call there = call.in(new Scope(parts[4], parts[3]));
        return new Standing(
                verdict(there, function.get(), service, sourceArn),
                role(function.get()),
                Duration.ofSeconds(function.get().timeout()));
    }

    /** The name of the role that a function runs with. */
    static String role(FunctionConfiguration function) {
        return function.role().substring(function.role().lastIndexOf('/') + 1);
    }

    private static Verdict verdict(Call there, FunctionConfiguration function, String service, String sourceArn) {
        boolean admitted = there.children(FunctionStatement.TABLE, function.functionName()).stream()
                .map(statement -> FunctionPolicyOperations.read(statement.json()))
                .anyMatch(statement -> admits(statement, service, sourceArn));
        if (!admitted) {
            return Verdict.DENIED;
        }
        return function.state() == State.ACTIVE ? Verdict.YES : Verdict.NOT_ACTIVE;
    }

    private static boolean admits(JsonNode statement, String service, String sourceArn) {
        JsonNode principal = statement.path("Principal");
        JsonNode condition = statement.path("Condition");
        String account =
                condition.at("/StringEquals/AWS:SourceAccount").asText(sourceArn.split(":", -1)[4]);
        String source = condition.at("/ArnLike/AWS:SourceArn").asText("*");
        return (principal.asText().equals("*")
                        || principal.path("Service").asText().equals(service))
                && matches(statement.path("Action").asText(), "lambda:InvokeFunction")
                && account.equals(sourceArn.split(":", -1)[4])
                && matches(source, sourceArn);
    }

    private static boolean matches(String pattern, String text) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text);
    }
}
