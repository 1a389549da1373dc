package io.stockade.sandbox.lambda;

import io.stockade.sandbox.functions.FunctionBehaviours;
import io.stockade.sandbox.functions.FunctionDirectory;
import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Table;
import java.util.List;

/** All of Lambda that is here: what can be called, what happens by itself, what is kept. */
public final class Lambda {
    private Lambda() {}

    /**
     * What can be called.
     *
     * @param functions runs what is invoked
     */
    public static Operations operations(Timetable timetable, Functions functions) {
        Operations operations = new Operations();
        FunctionOperations.register(operations);
        FunctionChanges.register(operations);
        FunctionTagOperations.register(operations);
        FunctionPolicyOperations.register(operations);
        InvokeOperation.register(operations, functions);
        FunctionProgress.register(timetable);
        FunctionNetwork.register(timetable);
        return operations;
    }

    /** Who may invoke what, as other services ask. */
    public static FunctionDirectory directory(FunctionBehaviours behaviours) {
        return new LambdaDirectory(behaviours);
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of(DeployedFunctions.TABLE, Deployment.TABLE, FunctionStatement.TABLE);
    }
}
