package dev.handover.run;

import java.time.Duration;

/// The numbers of one stack.
///
/// @param batchSize documents in a batch
/// @param lanes how many lanes a stage gets at most, and so the largest window
/// @param applyTimeout the longest that a function which writes may run: after it, no late
///   duplicate of it is alive
/// @param lease after which work that shows no progress is sent again; longer than `applyTimeout`
/// @param settle how long a store's answers may lag behind its writes: between the two passes of a
///   verification
/// @param undo for how long after its end a run can be undone
public record Settings(
        int batchSize,
        int lanes,
        Duration applyTimeout,
        Duration lease,
        Duration settle,
        Duration undo) {
    /// 50 documents is what Sunbird's design asks for; 8 lanes keep a Redis of one core busy
    /// without filling it.
    public static final Settings USUAL =
            new Settings(
                    50,
                    8,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(75),
                    Duration.ZERO,
                    Duration.ofDays(30));

    public Settings {
        if (lease.compareTo(applyTimeout) <= 0) {
            throw new IllegalArgumentException(
                    "the lease must be longer than the time-out of a function that writes");
        }
    }
}
