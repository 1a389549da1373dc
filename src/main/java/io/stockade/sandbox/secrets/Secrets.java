package io.stockade.sandbox.secrets;

import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** All of Secrets Manager that is here: what can be called, what is kept. */
public final class Secrets {
    private Secrets() {}

    /** What can be called. */
    public static Operations operations(Timetable timetable, Functions functions) {
        return new Operations();
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of();
    }

    /** What is thrown for codes that have an exception of their own. */
    public static Map<String, Supplier<AwsServiceException.Builder>> exceptions() {
        return Map.of();
    }
}
