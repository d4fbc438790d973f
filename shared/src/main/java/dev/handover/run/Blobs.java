package dev.handover.run;

import java.util.List;
import java.util.Optional;

/// Named bytes (S3): journal, manifests, receipts. Names are ids and numbers joined by `/`; never
/// anything of a person.
public interface Blobs {
    Optional<byte[]> get(String name);

    /// Several of them, in this order; many may be asked for at once. At most 100.
    default List<Optional<byte[]>> getAll(List<String> names) {
        return names.stream().map(this::get).toList();
    }

    /// Durable when it returns true. When it throws, the bytes may stand there all the same.
    ///
    /// @return false when the name is taken; what stands there stays
    boolean putIfAbsent(String name, byte[] bytes);
}
