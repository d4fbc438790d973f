package dev.handover.run.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/// A file with a secret: made once, whole, durable, and for its owner only (0600 where the file
/// system knows that).
final class KeyFile {
    private KeyFile() {}

    /// What stands in the file; made first if there is none. When two make it at once, one wins and
    /// both get that.
    static byte[] readOrCreate(Path file, Supplier<byte[]> fresh) {
        try {
            if (!Files.exists(file)) {
                create(file.toAbsolutePath(), fresh.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), ".key", null, ownerOnly(file));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            Files.createLink(file, temporary); // unlike a move, never replaces
        } catch (FileAlreadyExistsException somebodyWasFirst) {
            // theirs it is
        } finally {
            Files.delete(temporary);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
