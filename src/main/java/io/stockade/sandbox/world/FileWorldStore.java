package io.stockade.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

/**
 * The world in a file of lines. A line is one write, so a killed process leaves at most its last line torn, and that
 * line's call was never answered: it is dropped.
 */
final class FileWorldStore implements WorldStore {
    private final Path path;
    private final FileChannel lock;
    private FileChannel log;

    FileWorldStore(Path path) {
        this.path = path.toAbsolutePath();
        try {
            Files.createDirectories(this.path.getParent());
            lock = FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lockOrFail();
            log = openLog();
        } catch (IOException failed) {
            throw new UncheckedIOException("the sandbox's world " + path + " can't be opened", failed);
        }
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public List<String> read() {
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            return end < 0 ? List.of() : Arrays.asList(text.substring(0, end).split("\n"));
        } catch (IOException failed) {
            throw new UncheckedIOException("the sandbox's world " + path + " can't be read", failed);
        }
    }

    @Override
    public void append(String line) {
        try {
            write(log, line + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException("the sandbox's world " + path + " can't be written", failed);
        }
    }

    @Override
    public void replace(List<String> lines) {
        try {
            Path fresh = sibling(".new");
            Files.writeString(fresh, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
            log.close();
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            log = openLog();
        } catch (IOException failed) {
            throw new UncheckedIOException("the sandbox's world " + path + " can't be written", failed);
        }
    }

    @Override
    public byte[] key() {
        Path file = sibling(".key");
        try {
            if (!Files.exists(file)) {
                writeKey(file, Seal.newKey());
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("the key of the sandbox's world " + path + " can't be had", failed);
        }
    }

    /** Whole or not at all, and readable for the owner only from the first moment on. */
    private void writeKey(Path file, byte[] key) throws IOException {
        Path fresh = sibling(".key.new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(path.getParent()).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, key);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            log.close();
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("the sandbox's world " + path + " can't be closed", failed);
        }
    }

    private void lockOrFail() throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException heldHere) {
            // The answer is the same as when another process holds it.
        }
        lock.close();
        throw new IOException("another process, or another part of this one, has it open");
    }

    private FileChannel openLog() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
