package dev.handover.local.template;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// An SQS queue of the template.
///
/// @param deadLetters none: a message is received again and again until it is deleted or too old
public record Queue(
        String logicalId,
        String name,
        Duration visibilityTimeout,
        Duration delay,
        @Nullable DeadLetters deadLetters) {

    /// @param maxReceiveCount receives after which the next one moves the message
    public record DeadLetters(String queueName, int maxReceiveCount) {}
}
