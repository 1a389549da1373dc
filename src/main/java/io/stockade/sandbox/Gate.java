package io.stockade.sandbox;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Caller;
import io.stockade.sandbox.service.Clients;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SandboxTime;
import io.stockade.sandbox.world.Due;
import io.stockade.sandbox.world.EmptyView;
import io.stockade.sandbox.world.RowJson;
import io.stockade.sandbox.world.Scope;
import io.stockade.sandbox.world.View;
import io.stockade.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The way that every call takes: half of its time, then everything at one instant, then the other half. Calls of what
 * runs inside another call, or inside AWS's own doings, are made at that one's instant.
 */
final class Gate implements Clients {
    private final World world;
    private final SandboxTime time;
    private final SandboxSettings settings;
    private final Services services;
    private final Journal journal;
    private final Faults faults;
    private final TokenBuckets buckets = new TokenBuckets();
    private final RowJson json = new RowJson();
    // Never held while time passes, so that calls overlap as they do on AWS.
    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadLocal<Boolean> instantaneous = ThreadLocal.withInitial(() -> false);
    private Instant latest = Instant.MIN;

    Gate(World world, SandboxTime time, SandboxSettings settings, Services services, Faults faults) {
        this.world = world;
        this.time = time;
        this.settings = settings;
        this.services = services;
        this.journal = new Journal(settings.journalLimit());
        this.faults = faults;
        world.notes().forEach(note -> journal.add(json.read(note, JournalEntry.class)));
    }

    /** Who asks whom for what. */
    private record Asked(String principal, Scope scope, AwsService service, String action, AwsRequest request) {
        boolean mutating() {
            return Operations.mutating(action);
        }
    }

    Journal journal() {
        return journal;
    }

    Faults faults() {
        return faults;
    }

    SandboxTime time() {
        return time;
    }

    AwsResponse call(String principal, Scope meant, AwsService service, AwsRequest request) {
        Scope scope = faults.scope(principal, meant);
        Asked asked = new Asked(principal, scope, service, Operations.action(request.getClass()), request);
        if (instantaneous.get()) {
            return atOnce(asked, null);
        }
        return lock.isHeldByCurrentThread()
                ? struck(asked, () -> {})
                : struck(asked, () -> time.pause(settings.delays().call().dividedBy(2)));
    }

    /** A call that faults may strike, with what happens before and after it took effect. */
    private AwsResponse struck(Asked asked, Runnable halfOfTheWay) {
        halfOfTheWay.run();
        Fault fault = faults.strike(
                        asked.principal(), asked.scope(), asked.service().name(), asked.action(), asked.mutating())
                .orElse(null);
        if (fault instanceof Fault.Before before) {
            instantly(before.action());
        }
        if (fault instanceof Fault.RequestLost) {
            throw SdkClientException.create("Unable to execute HTTP request: connection reset before the request");
        }
        AwsResponse response;
        try {
            response = atOnce(asked, fault);
        } finally {
            if (fault instanceof Fault.After after) {
                instantly(after.action());
            }
            halfOfTheWay.run();
        }
        if (fault instanceof Fault.ReplyLost) {
            throw SdkClientException.create("Unable to execute HTTP request: connection reset before the reply");
        }
        return response;
    }

    private void instantly(Runnable action) {
        with(true, action);
    }

    private void with(boolean instant, Runnable action) {
        boolean before = instantaneous.get();
        instantaneous.set(instant);
        try {
            action.run();
        } finally {
            instantaneous.set(before);
        }
    }

    private AwsResponse atOnce(Asked asked, @Nullable Fault fault) {
        lock.lock();
        try {
            if (lock.getHoldCount() > 1) {
                return decide(asked, fault, world.now());
            }
            catchUp();
            return decide(asked, fault, latest);
        } finally {
            lock.unlock();
        }
    }

    /** Lets everything happen that AWS has done by itself since the last call. */
    private void catchUp() {
        Instant now = time.now();
        latest = now.isAfter(latest) ? now : latest;
        for (Optional<Due> due = world.firstDue(latest); due.isPresent(); due = world.firstDue(latest)) {
            Due next = due.get();
            world.moveTo(next.at());
            world.remove(next.scope(), Due.TABLE, next.id());
            Call call = new Call(world, world, Caller.aws(next.scope()), next.at(), settings, this);
            // Faults strike what runs in it, whoever's call it is that finds it due.
            with(false, () -> services.timetable().run(next.action(), call, next.subject()));
        }
        world.moveTo(latest);
    }

    private AwsResponse decide(Asked asked, @Nullable Fault fault, Instant now) {
        int mark = world.mark();
        Caller caller = new Caller(asked.principal(), asked.scope(), fault instanceof Fault.HalfPage);
        Call call = new Call(world, view(asked, fault, now), caller, now, settings, this);
        try {
            check(asked, fault, now);
            AwsResponse response = operation(asked).apply(call, asked.request());
            checkAfter(fault);
            record(asked, call, JournalEntry.OK);
            return response;
        } catch (AwsError error) {
            if (!(fault instanceof Fault.FailedAfter)) {
                world.rollback(mark);
            }
            String requestId = requestId(call);
            record(asked, call, error.code());
            throw asked.service().exception(error, requestId);
        } catch (RuntimeException | Error unexpected) {
            world.rollback(mark);
            throw unexpected;
        }
    }

    @Override
    public <C> C open(Class<C> type, String principal, Scope scope) {
        return ServiceClient.create(type, this, principal, scope, services.of(type));
    }

    /** Does something in the world that is no call of AWS's: to what stands outside it. */
    <T> T within(String principal, Scope scope, Function<Call, T> action) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                catchUp();
            }
            Caller caller = new Caller(principal, scope, false);
            int mark = world.mark();
            try {
                return action.apply(new Call(world, world, caller, world.now(), settings, this));
            } catch (RuntimeException refused) {
                world.rollback(mark);
                throw refused;
            }
        } finally {
            if (lock.getHoldCount() == 1) {
                world.commit();
            }
            lock.unlock();
        }
    }

    private BiFunction<Call, AwsRequest, AwsResponse> operation(Asked asked) {
        return asked.service()
                .operations()
                .find(asked.request().getClass())
                .orElseThrow(
                        () -> new UnsupportedOperationException("the sandbox does not implement " + asked.action()));
    }

    private View view(Asked asked, @Nullable Fault fault, Instant now) {
        if (asked.mutating()) {
            return world;
        }
        if (fault instanceof Fault.EmptyRead || faults.isEmpty(asked.scope())) {
            return new EmptyView();
        }
        Duration age = fault instanceof Fault.StaleRead stale ? stale.age() : faults.readLag();
        return age.isZero() ? world : world.past(now.minus(age));
    }

    /** What AWS looks at before it does anything. */
    private void check(Asked asked, @Nullable Fault fault, Instant now) {
        boolean crowded = settings.throttling()
                && !instantaneous.get()
                && !buckets.take(asked.scope(), asked.service().name(), asked.action(), asked.request(), now);
        if (crowded || fault instanceof Fault.Throttled) {
            throw asked.service().throttlingError();
        }
        if (fault instanceof Fault.Denied) {
            throw asked.service().deniedError(asked.action());
        }
        if (fault instanceof Fault.Refused refused) {
            throw new AwsError(refused.code(), refused.status(), refused.message());
        }
        if (asked.request().getValueForField("DryRun", Boolean.class).orElse(false)) {
            throw new AwsError("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
        }
    }

    private static void checkAfter(@Nullable Fault fault) {
        if (fault instanceof Fault.FailedAfter failed) {
            throw new AwsError(failed.code(), failed.status(), failed.message());
        }
    }

    private void record(Asked asked, Call call, String outcome) {
        List<String> resources = call.touched();
        JournalEntry entry = new JournalEntry(
                journal.next(),
                call.now(),
                asked.principal(),
                asked.scope().account(),
                asked.scope().region(),
                asked.service().name(),
                asked.action(),
                asked.mutating(),
                outcome,
                resources.subList(0, Math.min(10, resources.size())));
        journal.add(entry);
        if (asked.mutating()) {
            world.note(() -> json.write(entry));
        }
        if (lock.getHoldCount() == 1) {
            world.commit();
        }
    }

    private String requestId(Call call) {
        String digits = call.hexadecimal(journal.next()) + call.hexadecimal(-journal.next());
        return String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20, 32));
    }
}
