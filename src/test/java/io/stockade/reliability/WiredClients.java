package io.stockade.reliability;

import io.stockade.aws.AwsClients;
import io.stockade.reliability.FaultPlan.Strike;
import io.stockade.reliability.Moment.Sort;
import io.stockade.sandbox.service.Operations;
import io.stockade.simulation.Interposed;
import io.stockade.simulation.Interposed.Call;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** The SDK's clients of one process in a region, on which things go wrong. */
record WiredClients(Instance process, String region) {
    AwsClients over(AwsClients clients) {
        return Interposed.over(clients, this::send);
    }

    private AwsResponse send(Call call) throws Throwable {
        boolean well = false;
        try {
            AwsResponse answer = sendIt(call);
            well = true;
            return answer;
        } finally {
            process.ended(well);
        }
    }

    private AwsResponse sendIt(Call call) throws Throwable {
        process.check();
        String action = call.action();
        Sort sort = Operations.mutating(action) ? Sort.WRITE : Sort.READ;
        Optional<Strike> strike = process.lab.traffic.pass(sort, action);
        int index = process.lab.traffic.count();
        if (strike.isPresent()) {
            before(strike.get(), call.request());
        }
        process.sent();
        process.lab.checkReachable();
        AwsRequest request = process.lab.mutations.sent(call.request(), call.client());
        process.lab.heard(request);
        AwsResponse answer = process.lab.mutations.answered(call.answer(call.client(), request));
        if (strike.isPresent()) {
            answer = after(strike.get(), call, answer);
        } else if (process.lab.staysEmpty(action)) {
            answer = Lists.empty(answer).orElse(answer);
        } else if (sort == Sort.READ && process.lab.charting()) {
            process.lab.traffic.answered(index, harmless(index, answer));
        }
        process.hold();
        process.check();
        return answer;
    }

    private void before(Strike strike, AwsRequest request) {
        switch (strike.fault()) {
            case CRASH_BEFORE -> process.die(Duration.ZERO);
            case REQUEST_LOST -> throw Errors.lost();
            case ERROR_BEFORE -> throw Errors.internal();
            case THROTTLED -> throw Errors.throttled(request);
            case ACCESS_DENIED -> throw Errors.denied(request);
            case EXPIRED_TOKEN -> throw Errors.expired();
            case FOREIGN_EDIT -> process.lab.editForeign(strike.index());
            case PAUSE -> process.pause(strike);
            case CLOCK_JUMP -> process.shiftClock(Duration.ofMinutes(strike.index() % 2 == 0 ? 10 : -10));
            case OVERLAP -> process.lab.startAnother();
            case CRASH_AFTER, REPLY_LOST, ERROR_AFTER, STALE_READ, EMPTY_READ, HALF_LIST -> {}
            case CONFLICT, EVENT_LOST, EVENT_TWICE, EVENT_LATE -> throw new IllegalStateException(strike.toString());
        }
    }

    private AwsResponse after(Strike strike, Call call, AwsResponse answer) throws Throwable {
        return switch (strike.fault()) {
            case CRASH_AFTER -> {
                process.die(Instance.ON_THE_WIRE);
                yield answer;
            }
            case REPLY_LOST -> throw Errors.lost();
            case ERROR_AFTER -> throw Errors.internal();
            case STALE_READ -> stale(call, age(strike.index()), answer);
            case EMPTY_READ -> {
                process.lab.emptied(call.action());
                yield less(Lists.empty(answer), answer);
            }
            case HALF_LIST -> less(Lists.half(answer), answer);
            default -> answer;
        };
    }

    private Set<Fault> harmless(int index, AwsResponse answer) {
        Set<Fault> harmless = EnumSet.noneOf(Fault.class);
        if (Lists.empty(answer).isEmpty()) {
            harmless.add(Fault.EMPTY_READ);
        }
        if (Lists.half(answer).isEmpty()) {
            harmless.add(Fault.HALF_LIST);
        }
        if (!process.lab.world.changedSince(process.lab.time.now().minus(age(index)))) {
            harmless.add(Fault.STALE_READ);
        }
        return harmless;
    }

    /** How old a read is, by its moment: up to five minutes. */
    private static Duration age(int index) {
        return Duration.ofSeconds(1L + index * 53L % 300);
    }

    private AwsResponse less(Optional<AwsResponse> less, AwsResponse answer) {
        if (less.isEmpty()) {
            process.lab.traffic.missed();
        }
        return less.orElse(answer);
    }

    private AwsResponse stale(Call call, Duration age, AwsResponse answer) throws Throwable {
        Optional<?> then = process.lab.past(process.name, region, age).map(call.service());
        AwsResponse old = then.isPresent() ? call.answer(then.get(), call.request()) : answer;
        if (old.equals(answer)) {
            process.lab.traffic.missed();
        }
        return old;
    }
}
