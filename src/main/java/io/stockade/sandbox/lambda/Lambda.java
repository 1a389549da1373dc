package io.stockade.sandbox.lambda;

import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Table;
import java.util.List;

/** All of Lambda that is here: what can be called, what happens by itself, what is kept. */
public final class Lambda {
    private Lambda() {}

    /** What can be called. */
    public static Operations operations(Timetable timetable) {
        Operations operations = new Operations();
        FunctionOperations.register(operations);
        FunctionChanges.register(operations);
        FunctionTagOperations.register(operations);
        FunctionPolicyOperations.register(operations);
        FunctionProgress.register(timetable);
        FunctionNetwork.register(timetable);
        return operations;
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of(Functions.TABLE, Deployment.TABLE, FunctionStatement.TABLE);
    }
}
