package dev.handover.local.stack;

/// A server that this process started.
interface Part {
    void stop() throws Exception;
}
