package dev.handover.local.functions;

/// One function of the template, wherever it runs.
public interface Invocable {
    /// @param event UTF-8 JSON
    Answer invoke(byte[] event) throws InterruptedException;
}
