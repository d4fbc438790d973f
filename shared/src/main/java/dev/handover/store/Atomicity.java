package dev.handover.store;

/// Against whom a conditional write of this store is atomic.
public enum Atomicity {
    /// Against every writer.
    ALL,
    /// Only against writers that use the same condition; the application's plain writes can still
    /// be lost or win. What was written is read again after a settle time, and the receipt says so.
    OWN
}
