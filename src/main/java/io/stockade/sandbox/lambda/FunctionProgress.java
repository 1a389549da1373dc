package io.stockade.sandbox.lambda;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.settings.FunctionDelays;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatusReasonCode;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/** How functions come to work, after they were made or changed (Lambda developer guide, "Lambda function states"). */
final class FunctionProgress {
    private static final String ACTIVE = "function-active";
    private static final String FAILED = "function-failed";
    private static final String UPDATED = "function-updated";
    private static final String UPDATE_FAILED = "function-update-failed";

    private FunctionProgress() {}

    static void register(Timetable timetable) {
        timetable
                .add(
                        ACTIVE,
                        (call, subject) -> move(
                                call,
                                subject,
                                function -> function.toBuilder()
                                        .state(State.ACTIVE)
                                        .stateReason(null)
                                        .stateReasonCode((String) null)
                                        .build()))
                .add(
                        FAILED,
                        (call, subject) -> move(
                                call,
                                subject,
                                function -> function.toBuilder()
                                        .state(State.FAILED)
                                        .stateReason("The function's subnets have no free IP addresses.")
                                        .stateReasonCode(StateReasonCode.SUBNET_OUT_OF_IP_ADDRESSES)
                                        .build()));
        registerUpdates(timetable);
    }

    private static void registerUpdates(Timetable timetable) {
        timetable
                .add(
                        UPDATED,
                        (call, subject) -> move(
                                call,
                                subject,
                                function -> function.toBuilder()
                                        .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                                        .lastUpdateStatusReason(null)
                                        .lastUpdateStatusReasonCode((String) null)
                                        .build()))
                .add(
                        UPDATE_FAILED,
                        (call, subject) -> move(
                                call,
                                subject,
                                function -> function.toBuilder()
                                        .lastUpdateStatus(LastUpdateStatus.FAILED)
                                        .lastUpdateStatusReason("The function's subnets have no free IP addresses.")
                                        .lastUpdateStatusReasonCode(
                                                LastUpdateStatusReasonCode.SUBNET_OUT_OF_IP_ADDRESSES)
                                        .build()));
    }

    static FunctionConfiguration create(Call call, FunctionConfiguration wanted) {
        FunctionConfiguration function = DeployedFunctions.put(
                call,
                wanted.toBuilder()
                        .state(State.PENDING)
                        .stateReason("The function is being created.")
                        .stateReasonCode(StateReasonCode.CREATING)
                        .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                        .build());
        FunctionDelays delays = call.settings().delays().functions();
        connect(call, function, delays.creation(), ACTIVE, FAILED);
        return function;
    }

    /** @param networked whether it is connected elsewhere than before */
    static FunctionConfiguration update(Call call, FunctionConfiguration wanted, boolean networked) {
        FunctionConfiguration function = DeployedFunctions.put(
                call,
                wanted.toBuilder()
                        .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
                        .lastUpdateStatusReason("The function is being created.")
                        .lastUpdateStatusReasonCode("Creating")
                        .build());
        FunctionDelays delays = call.settings().delays().functions();
        if (networked) {
            connect(call, function, delays.update(), UPDATED, UPDATE_FAILED);
        } else {
            call.later(delays.update(), UPDATED, subject(function));
        }
        return function;
    }

    private static void connect(
            Call call, FunctionConfiguration function, Duration unconnected, String done, String failed) {
        boolean somewhere = FunctionNetwork.isSomewhere(function);
        boolean full = somewhere && FunctionNetwork.open(call, function).isPresent();
        Duration delay = somewhere ? call.settings().delays().functions().networking() : unconnected;
        call.later(delay, full ? failed : done, subject(function));
    }

    /** A function of the same name that was made since is another. */
    private static String subject(FunctionConfiguration function) {
        return function.functionName() + " " + function.revisionId();
    }

    private static void move(Call call, String subject, UnaryOperator<FunctionConfiguration> change) {
        String name = subject.substring(0, subject.indexOf(' '));
        Optional<FunctionConfiguration> function = call.find(DeployedFunctions.TABLE, name)
                .filter(found -> subject(found).equals(subject));
        function.ifPresent(found -> call.put(DeployedFunctions.TABLE, name, change.apply(found)));
    }
}
