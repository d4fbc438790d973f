package dev.handover.run;

import dev.handover.document.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One of the sequences in which a stage's batches are worked off: lane *k* of *n* takes batches
/// *k, k+n, …* one after the other. `open` is the batch in hand; closing it adds its verdicts and
/// opens the next in one conditional write, so that every batch is counted once however often it is
/// delivered.
///
/// @param lanes how many lanes the stage has: the stride
/// @param batches how many batches the stage has
/// @param open the batch in hand; at or above `batches` when the lane is through
/// @param tally verdicts of the batches closed
/// @param sentAt when the message for the open batch was last sent: the lease that [Sweeper]
///   watches
/// @param hops how many messages were sent for the open batch; see [HopBudget]
/// @param notBefore when the open batch may start, reserved from the rate; null when not reserved
///   yet
public record Lane(
        String runId,
        int epoch,
        int stage,
        int index,
        int lanes,
        int batches,
        int open,
        Tally tally,
        Instant sentAt,
        int hops,
        @Nullable Instant notBefore) {

    static Lane opened(Run run, int index, int lanes, int batches, Instant now) {
        return new Lane(
                run.runId(),
                run.epoch(),
                run.leg().stage(),
                index,
                lanes,
                batches,
                index,
                Tally.NONE,
                now,
                1,
                null);
    }

    public boolean isThrough() {
        return open >= batches;
    }

    /// Kept out by the window until another lane is through.
    boolean isParked() {
        return sentAt.equals(Instant.EPOCH);
    }

    Lane parked() {
        return sent(Instant.EPOCH);
    }

    Lane closed(Tally verdicts, Instant now) {
        return new Lane(
                runId,
                epoch,
                stage,
                index,
                lanes,
                batches,
                open + lanes,
                tally.plus(verdicts),
                now,
                1,
                null);
    }

    Lane sent(Instant now) {
        return sent(now, 1, notBefore);
    }

    /// Sent once more for a batch that isn't through.
    Lane sentAgain(Instant now) {
        return sent(now, hops + 1, notBefore);
    }

    Lane reserved(Instant start, Instant now) {
        return sent(now, hops, start);
    }

    private Lane sent(Instant now, int hops, @Nullable Instant notBefore) {
        return new Lane(
                runId, epoch, stage, index, lanes, batches, open, tally, now, hops, notBefore);
    }

    /// Whether the message for the open batch should have been taken up: it was sent before that,
    /// and the batch had not to wait for a later time.
    boolean isOverdue(Instant before) {
        boolean waits = notBefore != null && notBefore.isAfter(before);
        return isParked() || (!sentAt.isAfter(before) && !waits);
    }

    Work.Batch work() {
        return new Work.Batch(runId, epoch, stage, index, open);
    }
}
