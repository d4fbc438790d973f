package dev.handover.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Where a local run keeps its state, so that the next one goes on from there. One run at a time:
/// the operating system frees the lock however the process ends.
///
/// A stack is for one data map; so each map has tables, queues and databases of its own here.
public final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    public static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(root, OWNER_ONLY);
            }
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new LocalProblem(
                        "Another local run uses the state folder "
                                + root
                                + ". Stop it, or give this one a folder of its own:"
                                + " HANDOVER_DATA=<folder>");
            }
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new LocalProblem(
                    "The state folder "
                            + root
                            + " can't be used. Choose another: HANDOVER_DATA=<folder>",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    public Path root() {
        return root;
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    /// The part of it that is another data map's than the usual one: `maps/<name>`. Closed with the
    /// whole.
    public DataFolder ofMap(String nameOrPath) {
        return new DataFolder(
                root.resolve("maps").resolve(nameOrPath.replaceFirst(".*[/\\\\]", "")), channel);
    }

    /// A folder in it, made if need be.
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
