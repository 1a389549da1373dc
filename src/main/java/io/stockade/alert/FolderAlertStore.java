package io.stockade.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.memory.MemoryJson;
import io.stockade.memory.StackFiles;
import io.stockade.memory.StateException;
import io.stockade.memory.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps alerts in the state folder: a file for each stack, and one for each message. */
final class FolderAlertStore implements AlertStore {
    private static final System.Logger LOG = System.getLogger(FolderAlertStore.class.getName());
    private static final int FORMAT = 1;
    private static final String OUTBOX = "outbox";
    private static final String ENDING = ".json";
    private static final String DEAD = "dead-letters.jsonl";
    private static final String DEAD_BEFORE = "dead-letters.1.jsonl";
    private static final JsonMapper JSON = MemoryJson.mapper();

    private final StateFolder folder;
    private final StackFiles<StackAlerts> files;
    private final long mostOfTheDead;

    /** @param mostOfTheDead bytes of dead letters after which a new file is begun; the one before it is kept */
    FolderAlertStore(StateFolder folder, long mostOfTheDead) {
        this.folder = folder;
        this.files = new StackFiles<>(folder, "alerts", StackAlerts.class, FORMAT);
        this.mostOfTheDead = mostOfTheDead;
    }

    /** What can't be read is told again by the next pass, so it stops nothing. */
    @Override
    public Map<String, StackAlerts> stacks() {
        Map<String, StackAlerts> stacks = new TreeMap<>();
        files.readable(FolderAlertStore::lost).forEach(kept -> stacks.put(kept.stack(), kept.value()));
        return stacks;
    }

    private static void lost(StateException unreadable) {
        LOG.log(
                System.Logger.Level.WARNING,
                "it is lost which alerts were raised, and they are raised again: " + unreadable.getMessage());
    }

    @Override
    public void save(String stack, StackAlerts alerts) {
        files.save(stack, alerts, FORMAT);
    }

    @Override
    public void delete(String stack) {
        files.delete(stack);
    }

    @Override
    public List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (String file : folder.list(OUTBOX)) {
            if (file.endsWith(ENDING)) {
                read(OUTBOX + "/" + file, messages);
            }
        }
        messages.sort(Comparator.comparing(Message::created).thenComparing(Message::id));
        return List.copyOf(messages);
    }

    private void read(String name, List<Message> messages) {
        try {
            byte[] content = folder.read(name).orElseThrow(() -> new IOException("it is gone"));
            messages.add(JSON.readValue(content, Message.class));
        } catch (IOException broken) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    folder.path(name) + " can't be understood, and is not sent: "
                            + broken.getClass().getSimpleName());
        }
    }

    @Override
    public void put(Message message) {
        folder.write(name(message), bytes(message));
    }

    @Override
    public void remove(Message message) {
        folder.delete(name(message));
    }

    @Override
    public synchronized void bury(Message message, String why, Instant now) {
        ObjectNode letter = JSON.createObjectNode().put("time", now.toString()).put("why", why);
        letter.set("message", JSON.valueToTree(message));
        Path file = folder.path(DEAD);
        try {
            if (Files.exists(file) && Files.size(file) > mostOfTheDead) {
                Files.move(file, folder.path(DEAD_BEFORE), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    file,
                    letter + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException failed) {
            throw new StateException(
                    file + " can't be written: " + failed.getClass().getSimpleName() + "; check space and rights",
                    failed);
        }
    }

    private static String name(Message message) {
        return OUTBOX + "/" + message.id() + ENDING;
    }

    private static byte[] bytes(Message message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message can't fail to be written", impossible);
        }
    }
}
