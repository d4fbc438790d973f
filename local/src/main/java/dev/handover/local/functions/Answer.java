package dev.handover.local.functions;

/// What came of an invocation.
public sealed interface Answer {
    /// @param json UTF-8
    record Returned(byte[] json) implements Answer {}

    /// @param type the exception's class, as Lambda reports it
    record Failed(String type) implements Answer {}

    record TimedOut() implements Answer {}
}
