package io.stockade.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which one process at a time keeps what must outlive it: whole files, replaced atomically, durable when
 * the write returns. A process that is killed in the middle of a write leaves the file as it was.
 */
public final class StateFolder implements AutoCloseable {
    private static final String UNFINISHED = ".unfinished";
    private static final String INSTALLATION = "installation";

    private final Path folder;
    private final FileChannel lockFile;

    private StateFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Opens a folder, making it if need be, and keeps every other process out of it.
     *
     * @throws StateException if it can't be made or locked, or another process has it
     */
    public static StateFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path lockPath = folder.resolve(".lock");
            FileChannel lockFile = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(lockFile)) {
                lockFile.close();
                throw new StateException(
                        "the state folder " + folder + " is in use by another stockade process; stop that one, or give"
                                + " this one another folder with --state",
                        null);
            }
            return new StateFolder(folder, lockFile);
        } catch (IOException unusable) {
            throw new StateException(
                    "the state folder " + folder + " can't be used: " + reason(unusable)
                            + "; make it writable for this user, or give another one with --state",
                    unusable);
        }
    }

    /**
     * Opens a folder for one installation, whose it is for good: everything that was built has its name in its tags.
     *
     * @throws StateException if it can't be opened, or is another installation's
     */
    public static StateFolder open(Path folder, String installation) {
        StateFolder opened = open(folder);
        try {
            opened.claim(installation);
            return opened;
        } catch (StateException notOurs) {
            opened.close();
            throw notOurs;
        }
    }

    private void claim(String installation) {
        Optional<String> owner = read(INSTALLATION).map(text -> new String(text, StandardCharsets.UTF_8).strip());
        if (owner.isEmpty()) {
            write(INSTALLATION, (installation + "\n").getBytes(StandardCharsets.UTF_8));
        } else if (!owner.get().equals(installation)) {
            throw new StateException(
                    "the state folder " + folder + " is of installation '" + owner.get() + "', and this is '"
                            + installation + "', which may touch nothing of what that one built; start with"
                            + " --installation " + owner.get() + ", or give another folder with --state",
                    null);
        }
    }

    private static boolean lock(FileChannel lockFile) throws IOException {
        try {
            @Nullable FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    /** The content of a file; empty only if there is none. */
    public Optional<byte[]> read(String name) {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new StateException(
                    path(name) + " can't be read: " + reason(unreadable) + "; make it readable for this user",
                    unreadable);
        }
    }

    /** Puts a whole file in place of the old one. */
    public void write(String name, byte[] content) {
        Path target = path(name);
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            Path parent = folder.resolve(name).toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            writeDurably(unfinished, content);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            persistNames(parent);
        } catch (IOException failed) {
            throw new StateException(
                    target + " can't be written: " + reason(failed) + "; nothing was changed. Check space and rights",
                    failed);
        }
    }

    /** Takes a file away; that there is none is fine. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
            persistNames(path(name).toAbsolutePath().getParent());
        } catch (IOException failed) {
            throw new StateException(path(name) + " can't be deleted: " + reason(failed), failed);
        }
    }

    /** The names of the files in a part of the folder, in order; empty if there is no such part. */
    public List<String> list(String part) {
        Path parent = path(part);
        if (!Files.exists(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(UNFINISHED))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new StateException(
                    parent + " can't be read: " + reason(unreadable) + "; make it readable for this user", unreadable);
        }
    }

    /** Lets other processes in. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new StateException("the lock of " + folder + " can't be given up: " + reason(failed), failed);
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** A rename is durable only once its directory is; not every file system lets a directory be opened. */
    private static void persistNames(@Nullable Path parent) {
        if (parent == null) {
            return;
        }
        try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    }
}
