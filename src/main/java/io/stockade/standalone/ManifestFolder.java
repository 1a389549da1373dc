package io.stockade.standalone;

import io.stockade.memory.StackFiles;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.Trigger;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.Toggle;
import io.stockade.spec.manifest.FolderRules;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.ReadManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted, as a folder of manifests says it: one file a stack. The truth is what a scan finds; what it once said
 * is kept in the state folder, so that a broken or vanished file takes nothing down, not even over a restart.
 */
public final class ManifestFolder implements DesiredStack.Source {
    private final Settings settings;
    private final FolderReader reader;
    private final StackFiles<StackRecord> files;
    private final Supplier<String> uids;
    private final Consumer<Trigger> triggers;
    private final List<String> trusted = new ArrayList<>();
    private volatile View view = new View(new TreeMap<>(), Map.of(), List.of());

    /**
     * How a folder is watched.
     *
     * @param prune whether one vanished file means that its stack is to be deleted
     * @param clock of the machine, which is what file times go by
     */
    public record Settings(Path folder, boolean prune, InstantSource clock) {}

    /** What the newest scan came to. */
    private record View(SortedMap<String, StackRecord> records, Map<String, String> troubles, List<String> problems) {}

    /**
     * Knows at once what it knew before it was last closed; files are looked at by {@link #scan}.
     *
     * @param uids texts that were never used before
     * @param triggers is told which stacks to look at
     */
    public ManifestFolder(Settings settings, StateFolder state, Supplier<String> uids, Consumer<Trigger> triggers) {
        this.settings = settings;
        this.reader = new FolderReader(settings.folder(), settings.clock());
        this.files = new StackFiles<>(state, "stacks", StackRecord.class, StackRecord.FORMAT);
        this.uids = uids;
        this.triggers = triggers;
        SortedMap<String, StackRecord> known = new TreeMap<>();
        files.all().forEach(kept -> known.put(kept.stack(), kept.value()));
        view = new View(known, Map.of(), List.of());
    }

    @Override
    public Optional<DesiredStack> find(String stack) {
        View now = view;
        return Optional.ofNullable(now.records().get(stack))
                .map(record -> record.desired(now.troubles().get(stack)));
    }

    /** Every stack that was ever heard of and not yet forgotten, by namespace/name. */
    public SortedMap<String, DesiredStack> all() {
        View now = view;
        SortedMap<String, DesiredStack> all = new TreeMap<>();
        now.records()
                .forEach((key, record) ->
                        all.put(key, record.desired(now.troubles().get(key))));
        return Collections.unmodifiableSortedMap(all);
    }

    /** What is wrong with the folder as a whole, and with files that belong to no known stack. */
    public List<String> problems() {
        return view.problems();
    }

    /**
     * Looks at all files.
     *
     * @return whether everything was looked at; if not, another look is due soon
     */
    public synchronized boolean scan() {
        FolderReading reading = reader.read(trusted);
        View old = view;
        FolderComparison.Outcome outcome = FolderComparison.compare(
                reading, old.records(), settings.prune(), settings.clock().instant(), uids);
        List<String> changed = new ArrayList<>();
        outcome.records().forEach((key, record) -> {
            StackRecord before = old.records().get(key);
            if (!record.equals(before)) {
                keep(key, record);
            }
            boolean sameTrouble = String.valueOf(old.troubles().get(key))
                    .equals(String.valueOf(outcome.troubles().get(key)));
            if (!record.equals(before) || !sameTrouble) {
                changed.add(key);
            }
        });
        view = new View(outcome.records(), outcome.troubles(), outcome.problems());
        changed.forEach(key -> triggers.accept(new Trigger(key, Trigger.Reason.MANIFEST)));
        return reading.settled();
    }

    /**
     * Writes a manifest into the folder, in place of the one that the stack has.
     *
     * @param json a manifest as JSON
     * @throws RefusedException if it is wrong, or the stack is being deleted, or its files contradict each other
     */
    public synchronized DesiredStack apply(byte[] json) {
        ReadManifest asked = read(json, "manifest.json");
        SecureStack stack = asked.stack();
        StackRecord known = view.records().get(stack.key());
        if (known != null && known.state() == DesiredStack.State.DELETING) {
            throw conflict("stack " + stack.key() + " is being deleted; apply it again when it is gone");
        }
        FolderReading reading = reader.read(trusted);
        if (reading.problem() != null) {
            throw conflict(reading.problem());
        }
        String name = fileOf(stack.key(), known, reading);
        byte[] content = ManifestFile.content(stack, name);
        refuseWhatContradicts(name, read(content, name), reading);
        ManifestFile.write(settings.folder().resolve(name), content);
        trusted.add(ManifestFile.digest(content));
        scan();
        trusted.clear();
        triggers.accept(new Trigger(stack.key(), Trigger.Reason.REQUEST));
        return find(stack.key())
                .orElseThrow(() -> conflict("the file of stack " + stack.key() + " was changed meanwhile"));
    }

    /**
     * Takes a stack down: its file goes, and the engine deletes what it made.
     *
     * @throws RefusedException if there is no such stack, it is protected, or its file can't be removed
     */
    public synchronized DesiredStack delete(String stack) {
        StackRecord record = known(stack);
        if (record.manifest().spec().deletionProtection() == Toggle.ENABLED) {
            throw conflict("stack " + stack + " is protected; set spec.deletion.protection to Disabled first");
        }
        // Kept before the file goes: a service that is killed in between goes on with the deletion.
        StackRecord deleting = record.deleting();
        keep(stack, deleting);
        try {
            removeFilesOf(stack);
        } catch (IOException readOnly) {
            keep(stack, record);
            throw conflict("the file " + record.file() + " can't be removed from " + settings.folder() + " ("
                    + readOnly.getClass().getSimpleName() + "), so nothing was deleted; remove it yourself, then delete"
                    + " the stack again");
        }
        replace(stack, deleting);
        triggers.accept(new Trigger(stack, Trigger.Reason.REQUEST));
        return deleting.desired(null);
    }

    /** Lets the plan of this id, and no other, be carried out. */
    public synchronized DesiredStack approve(String stack, String plan) {
        StackRecord approved = known(stack).approving(plan);
        keep(stack, approved);
        replace(stack, approved);
        triggers.accept(new Trigger(stack, Trigger.Reason.REQUEST));
        return approved.desired(view.troubles().get(stack));
    }

    /**
     * Has a secret rotated at once. The request is kept until another takes its place; the engine serves it once.
     *
     * @param request a text that was never used before for this secret
     * @throws RefusedException if nothing would come of it
     */
    public synchronized DesiredStack rotate(String stack, String secret, String request) {
        StackRecord record = known(stack);
        RotatableSecret.check(record.desired(null), secret);
        StackRecord rotating = record.rotating(secret, request);
        keep(stack, rotating);
        replace(stack, rotating);
        triggers.accept(new Trigger(stack, Trigger.Reason.REQUEST));
        return rotating.desired(view.troubles().get(stack));
    }

    /**
     * Keeps what a person decided upon a drift, as long as it is there.
     *
     * @param choice {@code null} withdraws what was decided
     * @param keys of all drifts that there are
     */
    public synchronized DesiredStack decide(String stack, String key, @Nullable DriftChoice choice, Set<String> keys) {
        StackRecord record = known(stack);
        SortedMap<String, String> decisions = new TreeMap<>(record.driftDecisions());
        decisions.keySet().retainAll(keys);
        decisions.remove(key);
        if (choice != null) {
            decisions.put(key, choice.text());
        }
        StackRecord deciding = record.deciding(decisions);
        keep(stack, deciding);
        replace(stack, deciding);
        triggers.accept(new Trigger(stack, Trigger.Reason.REQUEST));
        return deciding.desired(view.troubles().get(stack));
    }

    /** Forgets a stack of which nothing is left. A file of its name that came since is a new stack. */
    public synchronized void forget(String stack) {
        SortedMap<String, StackRecord> records = new TreeMap<>(view.records());
        records.remove(stack);
        files.delete(stack);
        view = new View(records, view.troubles(), view.problems());
    }

    /** Removes what a killed service left of the files of stacks that are being deleted. */
    synchronized void finishDeletions() {
        view.records().forEach((key, record) -> {
            if (record.state() == DesiredStack.State.DELETING) {
                Path file = settings.folder().resolve(record.file());
                try {
                    removeIfSame(file, record.content());
                } catch (IOException readOnly) {
                    // The file stays and is reported with the stack; the deletion goes on.
                    return;
                }
            }
        });
    }

    /** Checks a manifest that somebody sent, alone and beside the others. */
    public static ReadManifest read(byte[] content, String name) {
        var result = ManifestReader.read(content, name);
        return result.manifest().orElseThrow(() -> invalid(result.problems()));
    }

    private static void refuseWhatContradicts(String name, ReadManifest manifest, FolderReading reading) {
        List<ReadManifest> together = new ArrayList<>();
        reading.files().stream()
                .filter(file -> !file.name().equals(name))
                .flatMap(file -> file.result().manifest().stream())
                .forEach(together::add);
        together.add(manifest);
        List<SpecProblem> wrong = FolderRules.check(together).stream()
                .filter(problem -> problem.blocks() && problem.file().equals(name))
                .toList();
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
    }

    private static RefusedException invalid(List<SpecProblem> problems) {
        List<String> texts = problems.stream()
                .filter(SpecProblem::blocks)
                .map(SpecProblem::text)
                .toList();
        return new RefusedException(RefusedException.Reason.INVALID, String.join("\n", texts));
    }

    private static RefusedException conflict(String message) {
        return new RefusedException(RefusedException.Reason.CONFLICT, message);
    }

    /** The file that says this stack, or said it last; a new one otherwise. */
    private static String fileOf(String key, @Nullable StackRecord known, FolderReading reading) {
        List<String> named = reading.files().stream()
                .filter(file -> file.result()
                        .stack()
                        .filter(stack -> stack.key().equals(key))
                        .isPresent())
                .map(FolderReading.File::name)
                .toList();
        if (named.size() > 1) {
            throw conflict("stack " + key + " stands in " + String.join(" and ", named) + "; remove one of them first");
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        String fresh = key.replace('/', '.').toLowerCase(Locale.ROOT) + ".yaml";
        if (known == null) {
            return fresh;
        }
        boolean free = reading.files().stream()
                .filter(file -> file.name().equals(known.file()))
                .allMatch(file -> file.result().stack().isEmpty());
        return free ? known.file() : fresh;
    }

    private void removeFilesOf(String stack) throws IOException {
        FolderReading reading = reader.read(List.of());
        if (reading.problem() != null) {
            throw new NoSuchFileException(settings.folder().toString());
        }
        for (FolderReading.File file : reading.files()) {
            boolean same = file.result()
                    .stack()
                    .filter(found -> found.key().equals(stack))
                    .isPresent();
            boolean broken = file.result().stack().isEmpty()
                    && file.name().equals(known(stack).file());
            if (same || broken) {
                Files.deleteIfExists(settings.folder().resolve(file.name()));
            }
        }
    }

    private static void removeIfSame(Path file, String content) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        byte[] present = Files.readAllBytes(file);
        if (ManifestFile.digest(present).equals(content)) {
            Files.delete(file);
        }
    }

    private StackRecord known(String stack) {
        StackRecord record = view.records().get(stack);
        if (record == null) {
            throw new RefusedException(
                    RefusedException.Reason.UNKNOWN,
                    "there is no stack " + stack + "; 'stockade get' lists what there is");
        }
        return record;
    }

    private void keep(String stack, StackRecord record) {
        long version = files.find(stack).map(StackFiles.Kept::version).orElse(0L);
        files.save(stack, record, version + 1);
    }

    private void replace(String stack, StackRecord record) {
        SortedMap<String, StackRecord> records = new TreeMap<>(view.records());
        records.put(stack, record);
        view = new View(records, view.troubles(), view.problems());
    }
}
