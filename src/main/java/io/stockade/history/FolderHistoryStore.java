package io.stockade.history;

import io.stockade.memory.StackFiles;
import io.stockade.memory.StateException;
import io.stockade.memory.StateFolder;
import java.util.List;
import java.util.Optional;

/** Keeps them in the state folder, and not in the process: they are asked for seldom. */
final class FolderHistoryStore implements HistoryStore {
    private static final System.Logger LOG = System.getLogger(FolderHistoryStore.class.getName());
    private static final int FORMAT = 1;

    private final StackFiles<Kept> files;

    FolderHistoryStore(StateFolder folder) {
        this.files = new StackFiles<>(folder, "history", Kept.class, FORMAT);
    }

    private record Kept(List<HistoryEntry> entries) {}

    /** What can't be read is lost here; nothing else rests on it, and the audit log has it. */
    @Override
    public List<HistoryEntry> find(String stack) {
        try {
            Optional<StackFiles.Kept<Kept>> kept = files.find(stack);
            return kept.map(each -> each.value().entries()).orElse(List.of());
        } catch (StateException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "the history of a stack is lost: " + unreadable.getMessage());
            return List.of();
        }
    }

    @Override
    public void save(String stack, List<HistoryEntry> entries) {
        files.save(stack, new Kept(entries), FORMAT);
    }

    @Override
    public void delete(String stack) {
        files.delete(stack);
    }
}
