package io.stockade;

import io.stockade.alert.AlertDesk;
import io.stockade.alert.AlertFeed;
import io.stockade.alert.AlertReport;
import io.stockade.alert.AlertSettings;
import io.stockade.alert.AlertsFile;
import io.stockade.alert.StackFacts;
import io.stockade.cli.Failure;
import io.stockade.cli.Machinery;
import io.stockade.history.AuditLog;
import io.stockade.history.ChangeHistory;
import io.stockade.history.HistoryEntry;
import io.stockade.memory.StateException;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Listeners;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a service says to others than those who ask: alerts, the audit log, and the history that both front ends keep. */
final class Announcements implements AutoCloseable {
    private final @Nullable AlertDesk desk;
    private final @Nullable StateFolder own;
    private final ChangeHistory history;
    private final DesiredStack.Source stacks;

    private Announcements(
            @Nullable AlertDesk desk, @Nullable StateFolder own, ChangeHistory history, DesiredStack.Source stacks) {
        this.stacks = stacks;
        this.desk = desk;
        this.own = own;
        this.history = history;
    }

    /** @throws Failure if the file of alerts can't be understood */
    static void check(Machinery.Telling telling) {
        settings(telling.alerts());
    }

    /**
     * Makes everything, and has it listen.
     *
     * @param state the front end's; {@code null} if it has none
     */
    static Announcements begin(
            Machinery.RunOptions options,
            CloudSide cloud,
            @Nullable StateFolder state,
            DesiredStack.Source stacks,
            Listeners listeners) {
        Machinery.Telling telling = options.telling();
        ChangeHistory history = new ChangeHistory(
                cloud.clock(),
                stacks,
                stack -> cloud.calls().lastHour(stack).sent(),
                ChangeHistory.store(state),
                AuditLog.open(telling.auditLog()));
        listeners.add(history);
        Optional<AlertSettings> settings = settings(telling.alerts());
        if (settings.isEmpty()) {
            return new Announcements(null, null, history, stacks);
        }
        Path place = telling.state();
        StateFolder own = state == null && place != null ? open(place, options.installation()) : null;
        AlertDesk desk = AlertDesk.open(
                settings.get(),
                state == null ? own : state,
                new AlertDesk.Means(
                        cloud.clock(),
                        InstantSource.system(),
                        Executors.newCachedThreadPool(Daemons.named("stockade-alert")),
                        RandomGenerator.getDefault(),
                        options.installation(),
                        cloud.channels()));
        listeners.add(new AlertFeed(desk, stack -> stacks.find(stack).map(Announcements::facts)));
        return new Announcements(desk, own, history, stacks);
    }

    private static StateFolder open(Path place, String installation) {
        try {
            return StateFolder.open(place, installation);
        } catch (StateException unusable) {
            throw new Failure(String.valueOf(unusable.getMessage()));
        }
    }

    private static StackFacts facts(DesiredStack desired) {
        SecureStack stack = desired.manifest();
        return new StackFacts(
                stack.key(),
                stack.environmentOrDefault(),
                new TreeMap<>(stack.metadata().labels()));
    }

    private static Optional<AlertSettings> settings(@Nullable Path file) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AlertsFile.read(ManifestReader.content(file), file.toString(), System::getenv));
        } catch (IOException unreadable) {
            throw new Failure("the file of alerts " + file + " can't be read: "
                    + unreadable.getClass().getSimpleName());
        } catch (AlertsFile.NotUnderstoodException wrong) {
            throw new Failure(String.valueOf(wrong.getMessage()));
        }
    }

    /** Raises, escalates and sends what is due; to be called often. */
    void tick() {
        if (desk != null) {
            desk.tick(stack -> stacks.find(stack).isPresent());
        }
    }

    AlertReport alerts() {
        return desk == null ? AlertReport.NONE : desk.report();
    }

    /** The last changes of a stack, oldest first. */
    List<HistoryEntry> changes(String stack) {
        return history.of(stack);
    }

    /** Sends nothing more; passes may still end, and what they find is kept. */
    void quiet() {
        if (desk != null) {
            desk.close();
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
