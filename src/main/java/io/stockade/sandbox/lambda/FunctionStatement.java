package io.stockade.sandbox.lambda;

import io.stockade.sandbox.world.Table;

/** One statement of a function's policy. */
record FunctionStatement(String function, String sid, String json) {
    static final Table<FunctionStatement> TABLE =
            new Table<>("function-statement", FunctionStatement.class, FunctionStatement::function);

    String key() {
        return function + "/" + sid;
    }
}
