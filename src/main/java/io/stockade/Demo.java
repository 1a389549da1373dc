package io.stockade;

import io.stockade.cli.DriftText;
import io.stockade.cli.LiveTree;
import io.stockade.cli.Machinery;
import io.stockade.cli.Surroundings;
import io.stockade.cli.Terminal;
import io.stockade.status.StackStatus;
import io.stockade.web.PlanReply;
import io.stockade.web.StackObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The demonstration: the main job from plan to repair, on the very service that {@code run} runs. */
final class Demo {
    private static final String STACK = "demo/orders";
    private static final String TAMPERING = "open-ssh";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String MANIFEST = """
            {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack",
             "metadata": {"name": "orders", "namespace": "demo"},
             "spec": {
               "region": "eu-west-1",
               "network": {"cidr": "10.40.0.0/16"},
               "securityGroups": [{"name": "app"}, {"name": "db"}],
               "links": [
                 {"from": {"cidr": "203.0.113.0/24"}, "to": {"group": "app"}, "port": 443},
                 {"from": {"group": "app"}, "to": {"group": "db"}, "port": 5432}]}}
            """;

    private final Service service;
    private final Machinery.DemoOptions options;
    private final Terminal terminal;

    Demo(Service service, Machinery.DemoOptions options, Terminal terminal) {
        this.service = service;
        this.options = options;
        this.terminal = terminal;
    }

    /** @return 0 only if everything happened */
    int run() {
        terminal.line("No AWS account is touched: this AWS lives in the process, and runs " + (int) options.speed()
                + " times as fast as the real one.");
        plan();
        if (!build() || !drift()) {
            return 1;
        }
        if (!options.once()) {
            invite();
            waitForInterrupt();
        }
        return delete() ? 0 : 1;
    }

    /** Takes the stack down, and proves that nothing is left. */
    boolean delete() {
        heading("Taking it down");
        service.stacks().delete(STACK);
        LiveTree tree = new LiveTree(terminal);
        boolean gone = until(() -> {
            Optional<StackObject> left = service.stacks().find(STACK);
            left.ifPresent(stack -> show(tree, stack));
            return left.isEmpty();
        });
        tree.end();
        terminal.line(
                gone ? "Nothing is left of it." : "It is not gone yet: 'stockade describe " + STACK + "' says why.");
        return gone;
    }

    private void plan() {
        heading("The plan");
        PlanReply plan = service.stacks().plan(manifest());
        terminal.line(plan.text());
        terminal.line(plan.exposure());
    }

    private boolean build() {
        heading("Building it");
        Instant begun = service.cloud().clock().instant();
        Instant begunHere = Instant.now();
        service.stacks().apply(manifest());
        LiveTree tree = new LiveTree(terminal);
        boolean ready = untilStatus(tree, status -> status.is("Ready") && !status.is("Reconciling"));
        tree.end();
        Duration there = Duration.between(begun, service.cloud().clock().instant());
        Duration here = Duration.between(begunHere, Instant.now());
        terminal.line(
                ready
                        ? terminal.in(Terminal.Colour.GREEN, "Ready") + " in " + minutes(there) + " AWS time ("
                                + here.toSeconds() + " s here)"
                        : "It did not become ready; 'stockade describe' says why.");
        return ready;
    }

    private boolean drift() {
        heading("Somebody changes it by hand");
        long callsBefore = service.cloud().calls().getAsLong();
        terminal.line(service.stacks().tamper(STACK, TAMPERING, 1));
        service.stacks().reconcile(STACK);
        LiveTree tree = new LiveTree(terminal);
        boolean found = until(
                () -> status().filter(status -> status.drift().total() > 0).isPresent());
        status().ifPresent(status -> status.drift()
                .items()
                .forEach(entry -> DriftText.lines(
                                entry, service.cloud().clock().instant().toString(), terminal)
                        .forEach(terminal::line)));
        boolean repaired = untilStatus(tree, status -> status.drift().total() == 0 && status.is("Ready"));
        tree.end();
        long calls = service.cloud().calls().getAsLong() - callsBefore;
        terminal.line(
                repaired
                        ? terminal.in(Terminal.Colour.GREEN, "Repaired") + ", with " + calls
                                + " calls to AWS for finding, repairing and checking it"
                        : "It was not repaired; 'stockade describe' says why.");
        return found && repaired;
    }

    private void invite() {
        heading("What to try now, in another terminal");
        terminal.line("  stockade get -w");
        terminal.line("  stockade describe orders");
        terminal.line("  stockade sandbox tamper delete-route --stack orders");
        terminal.line("  stockade sandbox tamper random --seed 7 --stack orders");
        terminal.line("");
        terminal.line("Ctrl-C takes the stack down and ends.");
    }

    private void waitForInterrupt() {
        io.quarkus.runtime.Quarkus.waitForExit();
    }

    private boolean untilStatus(LiveTree tree, Predicate<StackStatus> wanted) {
        return until(() -> {
            service.stacks().find(STACK).ifPresent(stack -> show(tree, stack));
            return status().filter(wanted).isPresent();
        });
    }

    private void show(LiveTree tree, StackObject stack) {
        StackStatus status = stack.status();
        service.stacks()
                .detail(STACK)
                .ifPresent(detail ->
                        tree.show(detail.resources(), status == null ? "" : status.phase() + ": " + status.message()));
    }

    private Optional<StackStatus> status() {
        return service.stacks().find(STACK).flatMap(stack -> Optional.ofNullable(stack.status()));
    }

    private static boolean until(java.util.function.BooleanSupplier reached) {
        Instant last = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(last)) {
            if (reached.getAsBoolean()) {
                return true;
            }
            if (!Surroundings.sleep(BETWEEN_LOOKS)) {
                return false;
            }
        }
        return false;
    }

    private void heading(String text) {
        terminal.line("");
        terminal.line(terminal.in(Terminal.Colour.CYAN, "== " + text));
    }

    private static byte[] manifest() {
        return MANIFEST.getBytes(StandardCharsets.UTF_8);
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m" + duration.toSecondsPart() + "s"
                : duration.toSeconds() + "s";
    }
}
