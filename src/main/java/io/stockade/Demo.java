package io.stockade;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The demonstration: the main job from plan to repair, on the very service that {@code run} runs. */
final class Demo {
    private static final String STACK = "demo/orders";
    static final String INSTALLATION = "demo";

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
    private final DriftsFound drifts;
    private final LiveTree tree;

    Demo(Service service, Machinery.DemoOptions options, Terminal terminal, DriftsFound drifts) {
        this.service = service;
        this.options = options;
        this.terminal = terminal;
        this.drifts = drifts;
        this.tree = new LiveTree(terminal);
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
        boolean gone = until(() -> {
            Optional<StackObject> left = service.stacks().find(STACK);
            left.ifPresent(stack -> show(stack));
            return left.isEmpty();
        });
        tree.end();
        if (!gone) {
            terminal.line("It is not gone yet; its status says why: "
                    + status().map(StackStatus::message).orElse("unknown"));
            return false;
        }
        List<String> left = Remains.of(
                INSTALLATION, STACK, Remains.in("eu-west-1", service.cloud().clouds()));
        terminal.line(
                left.isEmpty()
                        ? "Nothing is left: AWS lists nothing that carries its tags."
                        : "Left behind: " + String.join(", ", left));
        return left.isEmpty();
    }

    private void plan() {
        heading("The plan");
        PlanReply plan = service.stacks().plan(manifest());
        // Every step, without the fields: 'stockade plan' shows those.
        plan.text().lines().filter(line -> !line.startsWith("      ")).forEach(terminal::line);
        terminal.line(plan.exposure());
    }

    private boolean build() {
        heading("Building it");
        Instant begun = service.cloud().clock().instant();
        Instant begunHere = Instant.now();
        service.stacks().apply(manifest());
        boolean ready = untilStatus(status -> status.is("Ready") && !status.is("Reconciling"));
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
        CloudSide cloud = service.cloud();
        long callsBefore = cloud.calls().sent();
        long writesBefore = cloud.calls().writes();
        Instant begun = cloud.clock().instant();
        terminal.line(service.stacks().tamper(STACK, TAMPERING, 1));
        service.stacks().reconcile(STACK);
        boolean found = until(drifts::any);
        heading("The drift, and its repair");
        drifts.print(cloud.clock().instant().toString(), terminal);
        boolean repaired =
                untilStatus(status -> status.drift().total() == 0 && status.is("Ready") && !status.is("Reconciling"));
        tree.end();
        long writes = cloud.calls().writes() - writesBefore;
        long calls = cloud.calls().sent() - callsBefore;
        terminal.line(
                repaired
                        ? terminal.in(Terminal.Colour.GREEN, "Repaired") + " in "
                                + minutes(Duration.between(begun, cloud.clock().instant())) + " AWS time, with "
                                + writes + " writing and " + (calls - writes) + " reading calls"
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

    private boolean untilStatus(Predicate<StackStatus> wanted) {
        return until(() -> {
            service.stacks().find(STACK).ifPresent(stack -> show(stack));
            return status().filter(wanted).isPresent();
        });
    }

    private void show(StackObject stack) {
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
