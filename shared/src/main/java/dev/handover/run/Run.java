package dev.handover.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One operation for one subject, or one merge, as the ledger keeps it. Holds ids only, nothing of
/// a person.
///
/// A run is worked off in legs: forward, then perhaps a redrive of what stayed unresolved, then
/// perhaps an undo. The last leg is the current one. Each leg has an epoch of its own; messages and
/// lanes of an older epoch are void.
///
/// @param participants who is locked while the run is live: the ids of all users concerned, sorted
/// @param approved the digest that somebody approved; null where none was needed or given yet
/// @param epoch grows with every leg, and when a leg is cut short
/// @param window how many lanes may be worked off at once; live
/// @param ratePerSecond documents per second over all lanes, null for as fast as the stores take
///   it; live
/// @param end null while the current leg goes on
/// @param pause null when the run isn't paused
/// @param undoUntil until when it can be undone, exclusive; null before its end
/// @param rules the version of the data map under which it was planned, a SHA-256; null before, and
///   for runs of versions that did not say
/// @param sealedAt when its key was deleted and journal, manifests and names became unreadable
public record Run(
        String runId,
        String operation,
        ObjectNode request,
        List<String> participants,
        String requestedBy,
        boolean dryRun,
        boolean needsApproval,
        @Nullable String approved,
        int epoch,
        List<Leg> legs,
        int window,
        @Nullable Double ratePerSecond,
        @Nullable End end,
        @Nullable Pause pause,
        @Nullable String why,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        @Nullable Instant undoUntil,
        @Nullable Instant sealedAt,
        @Nullable String rules) {

    /// How a leg ended.
    public enum End {
        COMPLETE,
        INCOMPLETE,
        CANCELLED,
        UNDONE,
        FAILED
    }

    /// What users and scripts see.
    public enum State {
        QUEUED,
        PLANNING,
        PLANNED,
        RUNNING,
        PAUSED,
        VERIFYING,
        COMPLETE,
        INCOMPLETE,
        CANCELLED,
        UNDOING,
        UNDONE,
        FAILED
    }

    /// @param until null for until somebody resumes it
    public record Pause(String by, String why, @Nullable Instant until) {}

    public Leg leg() {
        return legs.getLast();
    }

    @JsonIgnore
    public State state() {
        if (end != null) {
            return State.valueOf(end.name());
        }
        if (pause != null) {
            return State.PAUSED;
        }
        if (leg().kind() == Leg.Kind.UNDO) {
            return State.UNDOING;
        }
        return switch (leg().phase()) {
            case QUEUED -> State.QUEUED;
            case PLANNING -> State.PLANNING;
            case PLANNED -> State.PLANNED;
            case APPLYING -> State.RUNNING;
            case VERIFYING -> State.VERIFYING;
        };
    }

    /// Whether nothing more happens by itself: ended, or a dry run that has its plan.
    @JsonIgnore
    boolean isSettled() {
        return end != null
                || (dryRun
                        && leg().kind() == Leg.Kind.FORWARD
                        && leg().phase() == Leg.Phase.PLANNED);
    }

    /// Whether a message of that epoch still speaks of the work in hand.
    public boolean isAt(int messageEpoch, Leg.Phase phase) {
        return end == null && epoch == messageEpoch && leg().phase() == phase;
    }

    public Run with(Leg current) {
        List<Leg> changed = new ArrayList<>(legs);
        changed.set(changed.size() - 1, current);
        return copy(
                approved,
                epoch,
                changed,
                window,
                ratePerSecond,
                end,
                pause,
                why,
                endedAt,
                undoUntil,
                sealedAt);
    }

    /// Begins another leg, at a new epoch; what went before is closed.
    public Run begin(Leg.Kind kind, Instant notBefore, Tally base) {
        List<Leg> more = new ArrayList<>(legs);
        more.add(Leg.queued(kind, epoch + 1, notBefore, base));
        return copy(
                approved,
                epoch + 1,
                more,
                window,
                ratePerSecond,
                null,
                null,
                null,
                null,
                undoUntil,
                sealedAt);
    }

    public Run ended(
            End how, @Nullable String reason, Instant at, @Nullable Instant undoableUntil) {
        return copy(
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                how,
                null,
                reason,
                at,
                undoableUntil,
                sealedAt);
    }

    /// Ended in the same way as `other`.
    Run endedAs(Run other) {
        return copy(
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                other.end,
                null,
                other.why,
                other.endedAt,
                other.undoUntil,
                sealedAt);
    }

    /// Cuts the leg short: every message of it is void from now on.
    public Run cancelled(String reason, Instant at, @Nullable Instant undoableUntil) {
        return copy(
                approved,
                epoch + 1,
                legs,
                window,
                ratePerSecond,
                End.CANCELLED,
                null,
                reason,
                at,
                undoableUntil,
                sealedAt);
    }

    public Run approved(String digest) {
        return copy(
                digest,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                pause,
                why,
                endedAt,
                undoUntil,
                sealedAt);
    }

    public Run paused(@Nullable Pause how) {
        return copy(
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                how,
                why,
                endedAt,
                undoUntil,
                sealedAt);
    }

    public Run throttled(int lanes, @Nullable Double perSecond) {
        return copy(
                approved, epoch, legs, lanes, perSecond, end, pause, why, endedAt, undoUntil,
                sealedAt);
    }

    public Run waiting(@Nullable String reason) {
        return copy(
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                pause,
                reason,
                endedAt,
                undoUntil,
                sealedAt);
    }

    public Run sealed(Instant at) {
        return copy(
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                pause,
                why,
                endedAt,
                undoUntil,
                at);
    }

    Run updated(Instant at) {
        return new Run(
                runId,
                operation,
                request,
                participants,
                requestedBy,
                dryRun,
                needsApproval,
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                pause,
                why,
                createdAt,
                at,
                endedAt,
                undoUntil,
                sealedAt,
                rules);
    }

    /// Is planned under rules of that version.
    Run ruledBy(@Nullable String version) {
        return new Run(
                runId,
                operation,
                request,
                participants,
                requestedBy,
                dryRun,
                needsApproval,
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                pause,
                why,
                createdAt,
                updatedAt,
                endedAt,
                undoUntil,
                sealedAt,
                version);
    }

    private Run copy(
            @Nullable String approved,
            int epoch,
            List<Leg> legs,
            int window,
            @Nullable Double ratePerSecond,
            @Nullable End end,
            @Nullable Pause pause,
            @Nullable String why,
            @Nullable Instant endedAt,
            @Nullable Instant undoUntil,
            @Nullable Instant sealedAt) {
        return new Run(
                runId,
                operation,
                request,
                participants,
                requestedBy,
                dryRun,
                needsApproval,
                approved,
                epoch,
                legs,
                window,
                ratePerSecond,
                end,
                pause,
                why,
                createdAt,
                updatedAt,
                endedAt,
                undoUntil,
                sealedAt,
                rules);
    }
}
