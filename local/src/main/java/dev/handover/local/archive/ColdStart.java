package dev.handover.local.archive;

import java.time.Duration;

/// The first answer of a new process.
///
/// @param untilAnswer from the start of the process, or from its restore, until the answer came
/// @param processor how long it was computing meanwhile: what a busy machine does not change
/// @param residentKilobytes what the process then holds in memory, its own and shared pages; -1
///   where the system doesn't tell
/// @param fromSnapshot whether it was restored, not started
public record ColdStart(
        Duration untilAnswer, Duration processor, long residentKilobytes, boolean fromSnapshot) {}
