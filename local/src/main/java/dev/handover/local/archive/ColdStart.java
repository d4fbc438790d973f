package dev.handover.local.archive;

import java.time.Duration;

/// The first answer of a new process.
///
/// @param untilAnswer from the start of the process
/// @param residentKilobytes what the process then holds in memory, its own and shared pages; -1
///   where the system doesn't tell
public record ColdStart(Duration untilAnswer, long residentKilobytes) {}
