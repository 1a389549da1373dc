package io.stockade;

import io.stockade.history.HistoryEntry;
import io.stockade.reconcile.Authors;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.FrontEnd;
import io.stockade.reconcile.FrontEnd.Known;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Trigger;
import io.stockade.spec.PauseSpec;
import io.stockade.spec.SecureStack;
import io.stockade.web.CallReport;
import io.stockade.web.DriftReply;
import io.stockade.web.Measure;
import io.stockade.web.PlanReply;
import io.stockade.web.Refusal;
import io.stockade.web.RotationRequest;
import io.stockade.web.RotationTotal;
import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import io.stockade.web.Stacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service as the HTTP API serves it. */
final class ServedStacks implements Stacks {
    private final FrontEnd front;
    private final Requests requests;
    private final CloudSide cloud;
    private final Reports reports;
    private final Function<SecureStack, PlanReply> previews;
    private final EngineSettings settings;
    private final DriftDesk desk;

    /**
     * What a service tells of itself.
     *
     * @param troubles why it does not hear of events that it was to listen for
     * @param authors who changed what
     */
    record Reports(
            PassCounter passes,
            RotationCounter rotations,
            Announcements announcements,
            Measures measures,
            Supplier<List<String>> troubles,
            Authors authors) {}

    ServedStacks(
            FrontEnd front,
            Requests requests,
            CloudSide cloud,
            Reports reports,
            Function<SecureStack, PlanReply> previews,
            EngineSettings settings) {
        this.front = front;
        this.requests = requests;
        this.cloud = cloud;
        this.reports = reports;
        this.previews = previews;
        this.settings = settings;
        this.desk = new DriftDesk(
                front::engine,
                requests,
                reports.authors(),
                stack -> front.find(stack).map(this::hold).orElse(""));
    }

    @Override
    public StackList list() {
        List<StackObject> items = front.all().stream().map(ServedStacks::object).toList();
        return StackList.of(cloud.clock().instant().toString(), items, problems());
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(front.problems());
        settings.roles().problem().ifPresent(problems::add);
        problems.addAll(reports.troubles().get());
        return List.copyOf(problems);
    }

    @Override
    public Optional<StackObject> find(String stack) {
        return front.find(stack).map(ServedStacks::object);
    }

    @Override
    public Optional<StackDetail> detail(String stack) {
        return front.engine().detail(stack);
    }

    @Override
    public List<StackEvent> events(String stack) {
        return front.events(stack);
    }

    @Override
    public List<HistoryEntry> changes(String stack) {
        return reports.announcements().changes(stack);
    }

    @Override
    public StackObject apply(byte[] manifest) {
        return object(requests.apply(manifest));
    }

    @Override
    public StackObject approve(String stack, String plan) {
        return object(requests.approve(stack, plan));
    }

    @Override
    public StackObject reconcile(String stack) {
        Known known = front.find(stack)
                .orElseThrow(
                        () -> new Refusal(404, "there is no stack " + stack + "; 'stockade get' lists what there is"));
        front.engine().trigger(new Trigger(stack, Trigger.Reason.REQUEST));
        return object(known);
    }

    @Override
    public RotationRequest rotate(String stack, String secret) {
        String request = requests.rotate(stack, secret);
        String hold = front.find(stack).map(this::hold).orElse("");
        String message = hold.isEmpty()
                ? "secret " + secret + " of " + stack + " is rotated now"
                : "secret " + secret + " of " + stack + " is rotated as soon as nothing holds it back: " + hold;
        return new RotationRequest(stack, secret, request, message);
    }

    @Override
    public DriftReply decide(String stack, String key, @Nullable String choice) {
        return desk.decide(stack, key, choice);
    }

    @Override
    public DriftReply who(String stack, String key) {
        return desk.who(stack, key);
    }

    /** Why nothing is written now; empty if it is. */
    private String hold(Known known) {
        if (settings.readOnly()) {
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
        return object(requests.delete(stack));
    }

    @Override
    public PlanReply plan(byte[] manifest) {
        return previews.apply(requests.check(manifest));
    }

    @Override
    public String tamper(String stack, String what, long seed) {
        if (!cloud.sandbox()) {
            throw new Refusal(
                    404, "this service works in AWS, where nothing is tampered with; start one with --sandbox");
        }
        try {
            SecureStack target = front.find(stack)
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
        return reports.rotations().totals();
    }

    @Override
    public List<Measure> measures() {
        return reports.measures().all();
    }

    @Override
    public Map<String, Number> totals() {
        return Map.of(
                "stockade.aws.calls", cloud.calls().sent(),
                "stockade.changes", reports.passes().changes(),
                "stockade.leader", front.leads() ? 1 : 0,
                "stockade.passes.reported", reports.passes().statuses());
    }

    private static StackObject object(Known known) {
        return StackObject.of(
                known.desired().manifest(), known.status(), known.desired().trouble());
    }
}
