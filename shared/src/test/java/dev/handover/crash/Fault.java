package dev.handover.crash;

/// What can go wrong at one call of a port.
enum Fault {
    /// The process dies before the call.
    CRASH_BEFORE,
    /// The call takes place, and the process dies before it learns so.
    CRASH_AFTER,
    /// The call takes place, and its answer gets lost on the way.
    ANSWER_LOST,
    /// Throttled, or a conflict: an exception, and nothing was done.
    REFUSED,
    /// The client sent the request again by itself and takes its own first try for somebody else's.
    TAKEN_FOR_ANOTHERS,
    /// The call takes longer than all that the others do meanwhile.
    STALLED,
    /// The store, the bucket or the keys are down for a while.
    OUTAGE,
    /// The queue gives a message twice.
    DUPLICATED,
    /// The message comes much later than others that were sent after it.
    DELAYED,
    /// The message was worked on and could not be deleted: it comes again.
    NOT_DELETED
}
