package io.stockade;

import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.spec.PauseSpec;
import io.stockade.spec.SecureStack;
import io.stockade.standalone.RefusedException;
import io.stockade.standalone.Standalone;
import io.stockade.web.CallReport;
import io.stockade.web.PlanReply;
import io.stockade.web.Refusal;
import io.stockade.web.RotationRequest;
import io.stockade.web.RotationTotal;
import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import io.stockade.web.Stacks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The standalone service as the HTTP API serves it. */
final class StandaloneStacks implements Stacks {
    private final Standalone standalone;
    private final CloudSide cloud;
    private final Counters counters;
    private final Function<SecureStack, PlanReply> previews;
    private final boolean readOnly;

    /** Who counts what passes do. */
    record Counters(PassCounter passes, RotationCounter rotations) {}

    StandaloneStacks(
            Standalone standalone,
            CloudSide cloud,
            Counters counters,
            Function<SecureStack, PlanReply> previews,
            boolean readOnly) {
        this.standalone = standalone;
        this.cloud = cloud;
        this.counters = counters;
        this.previews = previews;
        this.readOnly = readOnly;
    }

    @Override
    public StackList list() {
        List<StackObject> items =
                standalone.all().stream().map(StandaloneStacks::object).toList();
        return StackList.of(cloud.clock().instant().toString(), items, standalone.problems());
    }

    @Override
    public Optional<StackObject> find(String stack) {
        return standalone.find(stack).map(StandaloneStacks::object);
    }

    @Override
    public Optional<StackDetail> detail(String stack) {
        return standalone.detail(stack);
    }

    @Override
    public List<StackEvent> events(String stack) {
        return standalone.events(stack);
    }

    @Override
    public StackObject apply(byte[] manifest) {
        return object(asked(() -> standalone.apply(manifest)));
    }

    @Override
    public StackObject approve(String stack, String plan) {
        return object(asked(() -> standalone.approve(stack, plan)));
    }

    @Override
    public StackObject reconcile(String stack) {
        return object(asked(() -> standalone.reconcile(stack)));
    }

    @Override
    public RotationRequest rotate(String stack, String secret) {
        String request = asked(() -> standalone.rotate(stack, secret));
        String hold = standalone.find(stack).map(this::hold).orElse("");
        String message = hold.isEmpty()
                ? "secret " + secret + " of " + stack + " is rotated now"
                : "secret " + secret + " of " + stack + " is rotated as soon as nothing holds it back: " + hold;
        return new RotationRequest(stack, secret, request, message);
    }

    /** Why nothing is written now; empty if it is. */
    private String hold(Standalone.Known known) {
        if (readOnly) {
            return "this service was started with --read-only";
        }
        PauseSpec pause = known.desired().manifest().spec().pause();
        if (pause == null) {
            return "";
        }
        Optional<Instant> end = pause.end();
        boolean over =
                end.filter(time -> !time.isAfter(cloud.clock().instant())).isPresent();
        return over
                ? ""
                : "the stack is paused" + end.map(time -> " until " + time).orElse("");
    }

    @Override
    public StackObject delete(String stack) {
        return object(asked(() -> standalone.delete(stack)));
    }

    @Override
    public PlanReply plan(byte[] manifest) {
        return previews.apply(asked(() -> standalone.check(manifest)));
    }

    @Override
    public String tamper(String stack, String what, long seed) {
        if (!cloud.sandbox()) {
            throw new Refusal(
                    404, "this service works in AWS, where nothing is tampered with; start one with --sandbox");
        }
        try {
            SecureStack target = standalone
                    .find(stack)
                    .map(known -> known.desired().manifest())
                    .orElseThrow(() -> new Refusal(404, "there is no stack " + stack));
            return cloud.tamper().tamper(target, what, seed);
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(400, String.valueOf(unknown.getMessage()));
        }
    }

    @Override
    public CallReport calls(@Nullable String stack) {
        return CallReports.of(cloud.calls(), stack, cloud.clock().instant().toString());
    }

    @Override
    public List<CallReport.Total> callTotals() {
        return CallReports.totals(cloud.calls());
    }

    @Override
    public List<RotationTotal> rotationTotals() {
        return counters.rotations().totals();
    }

    @Override
    public Map<String, Number> totals() {
        return Map.of(
                "stockade.aws.calls", cloud.calls().sent(),
                "stockade.changes", counters.passes().changes(),
                "stockade.passes.reported", counters.passes().statuses());
    }

    private static StackObject object(Standalone.Known known) {
        return StackObject.of(
                known.desired().manifest(), known.status(), known.desired().trouble());
    }

    private static <T> T asked(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RefusedException refused) {
            int status = switch (refused.reason()) {
                case UNKNOWN -> 404;
                case INVALID -> 422;
                case CONFLICT -> 409;
            };
            throw new Refusal(status, String.valueOf(refused.getMessage()));
        }
    }
}
