package dev.handover.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What became of one message. Infrastructure trouble is not an outcome: it is thrown, and the
/// message comes again.
public sealed interface Outcome {
    /// The work is done, or as much of it as fitted; what follows has been sent.
    record Done() implements Outcome {}

    /// A redelivery, or another got there first.
    record AlreadyDone() implements Outcome {}

    /// Not now. The work stays open in the ledger and is sent again: nothing is lost when this
    /// message goes.
    ///
    /// @param notBefore null for when somebody resumes it
    record Later(@Nullable Instant notBefore, String why) implements Outcome {}

    /// It never will: a person has to look.
    record Refused(String why) implements Outcome {}
}
