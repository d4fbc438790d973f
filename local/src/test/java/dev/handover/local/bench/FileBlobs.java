package dev.handover.local.bench;

import dev.handover.run.Blobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Blobs outside the heap, for looking at what is in it. Not durable.
record FileBlobs(Path folder) implements Blobs {
    @Override
    public Optional<byte[]> get(String name) {
        Path file = folder.resolve(name + ".blob");
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) {
        Path file = folder.resolve(name + ".blob");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
