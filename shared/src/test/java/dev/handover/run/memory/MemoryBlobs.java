package dev.handover.run.memory;

import dev.handover.run.BlobName;
import dev.handover.run.Blobs;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// [Blobs] in memory.
public final class MemoryBlobs implements Blobs {
    private final TreeMap<String, byte[]> blobs = new TreeMap<>();

    public synchronized SortedSet<String> names() {
        return new TreeSet<>(blobs.keySet());
    }

    @Override
    public synchronized Optional<byte[]> get(String name) {
        return Optional.ofNullable(blobs.get(BlobName.checked(name))).map(byte[]::clone);
    }

    @Override
    public synchronized boolean putIfAbsent(String name, byte[] bytes) {
        return blobs.putIfAbsent(BlobName.checked(name), bytes.clone()) == null;
    }
}
