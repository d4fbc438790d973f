package dev.handover.local.template;

import org.jspecify.annotations.Nullable;

/// What starts a function.
public sealed interface Trigger {

    /// @param reportsFailures whether the function names the messages that failed; else all fail
    ///   with it
    /// @param concurrency how many batches at once
    record FromQueue(String queueName, int batchSize, boolean reportsFailures, int concurrency)
            implements Trigger {}

    /// @param method in capitals; `ANY` for all
    /// @param path `/runs/{runId}`, `/assets/{proxy+}`, or `$default`
    /// @param authorizer who is asked first
    record Route(String method, String path, @Nullable Authorizer authorizer) implements Trigger {}

    /// @param expression `rate(…)` or `cron(…)`
    /// @param input the event instead of the usual one, JSON
    record OnSchedule(String name, String expression, @Nullable String input) implements Trigger {}

    /// One that nothing local sets off: an event bus, a user pool. Its events come from files.
    record Elsewhere(String type) implements Trigger {}

    /// A Lambda authorizer that answers yes or no.
    ///
    /// @param header what the caller must send to be heard at all, lower-case
    record Authorizer(String functionId, String header) {}
}
