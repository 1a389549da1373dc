package io.stockade.sandbox.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.CounterpartException;
import io.stockade.sandbox.functions.FunctionDirectory.Standing;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Scope;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Runs functions for the services that invoke them: Lambda itself, and Secrets Manager when it rotates. */
public final class Functions {
    private final FunctionBehaviours behaviours;
    private final FunctionDirectory directory;

    public Functions(FunctionBehaviours behaviours, FunctionDirectory directory) {
        this.behaviours = behaviours;
        this.directory = directory;
    }

    /** Whether a service can invoke a function, and as whom it runs. */
    public Standing ask(Call call, String functionArn, String service, String sourceArn) {
        return directory.ask(call, functionArn, service, sourceArn);
    }

    /**
     * Runs a function at the instant of a call. What it did stays done, however it ends.
     *
     * @param call the call, or doing of AWS's, that invokes it
     * @param role the principal of its own calls
     */
    public FunctionOutcome run(Call call, String functionArn, String role, JsonNode event) {
        Call there = call.in(scope(call, functionArn));
        Invocation invocation = new Invocation(
                functionArn, event, call.now(), there.client(SecretsManagerClient.class, role), Counterpart.in(there));
        try {
            SandboxFunction function = behaviours.find(functionArn).orElseGet(RotationFunction::new);
            return new FunctionOutcome.Answered(function.run(invocation));
        } catch (FunctionException ended) {
            return ended.isTimeout()
                    ? new FunctionOutcome.TimedOut()
                    : new FunctionOutcome.Failed(ended.type(), String.valueOf(ended.getMessage()));
        } catch (SdkException | CounterpartException uncaught) {
            return new FunctionOutcome.Failed(
                    uncaught.getClass().getSimpleName(), String.valueOf(uncaught.getMessage()));
        }
    }

    /** {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME}. */
    private static Scope scope(Call call, String functionArn) {
        String[] parts = functionArn.split(":", -1);
        return parts.length < 7 ? call.scope() : new Scope(parts[4], parts[3]);
    }
}
