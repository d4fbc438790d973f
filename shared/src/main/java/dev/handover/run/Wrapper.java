package dev.handover.run;

/// Wraps data keys with a key that never leaves its keeper (KMS).
public interface Wrapper {
    /// @param name what the key is for; bound to the wrapped key, which opens only under the same
    ///   name
    byte[] wrap(String name, byte[] key);

    byte[] unwrap(String name, byte[] wrapped);
}
