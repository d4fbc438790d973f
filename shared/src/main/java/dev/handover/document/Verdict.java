package dev.handover.document;

/// What became of one record. A record that has none yet is pending.
public enum Verdict {
    /// Handover changed it.
    CHANGED,
    /// It already was as it should be.
    UNCHANGED,
    /// A rule of the data map, or the person's own choice, leaves it alone.
    SKIPPED,
    /// A hold forbids touching it now.
    HELD,
    /// Malformed or of a type that the rules can't work on; it stays as and where it was.
    UNSUPPORTED,
    /// It should have been changed and wasn't; redrive reissues it.
    FAILED
}
