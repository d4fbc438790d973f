package dev.handover.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

    /// How a leg ended. [#FAILED]: it could not be planned. [#REFUSED]: what stands in the system's
    /// stores says that it must not be. In both nothing was changed.
    public enum End {
        COMPLETE,
        INCOMPLETE,
        CANCELLED,
        UNDONE,
        FAILED,
        REFUSED;

        /// Whether it ended before it had a plan.
        boolean isUnplanned() {
            return this == FAILED || this == REFUSED;
        }
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
        FAILED,
        REFUSED
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
        return but(draft -> draft.legs = changed);
    }

    /// Begins another leg, at a new epoch; what went before is closed.
    public Run begin(Leg.Kind kind, Instant notBefore, Tally base) {
        List<Leg> more = new ArrayList<>(legs);
        more.add(Leg.queued(kind, epoch + 1, notBefore, base));
        return but(draft -> {
            draft.epoch = epoch + 1;
            draft.legs = more;
            draft.end = null;
            draft.pause = null;
            draft.why = null;
            draft.endedAt = null;
        });
    }

    public Run ended(
            End how, @Nullable String reason, Instant at, @Nullable Instant undoableUntil) {
        return but(draft -> {
            draft.end = how;
            draft.pause = null;
            draft.why = reason;
            draft.endedAt = at;
            draft.undoUntil = undoableUntil;
        });
    }

    /// Ended in the same way as `other`.
    Run endedAs(Run other) {
        return but(draft -> {
            draft.end = other.end;
            draft.pause = null;
            draft.why = other.why;
            draft.endedAt = other.endedAt;
            draft.undoUntil = other.undoUntil;
        });
    }

    /// Cuts the leg short: every message of it is void from now on.
    public Run cancelled(String reason, Instant at, @Nullable Instant undoableUntil) {
        return ended(End.CANCELLED, reason, at, undoableUntil)
                .but(draft -> draft.epoch = epoch + 1);
    }

    public Run approved(String digest) {
        return but(draft -> draft.approved = digest);
    }

    public Run paused(@Nullable Pause how) {
        return but(draft -> draft.pause = how);
    }

    public Run throttled(int lanes, @Nullable Double perSecond) {
        return but(draft -> {
            draft.window = lanes;
            draft.ratePerSecond = perSecond;
        });
    }

    public Run waiting(@Nullable String reason) {
        return but(draft -> draft.why = reason);
    }

    public Run sealed(Instant at) {
        return but(draft -> draft.sealedAt = at);
    }

    Run updated(Instant at) {
        return but(draft -> draft.updatedAt = at);
    }

    /// Is planned under rules of that version.
    Run ruledBy(@Nullable String version) {
        return but(draft -> draft.rules = version);
    }

    private Run but(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new Run(
                runId,
                operation,
                request,
                participants,
                requestedBy,
                dryRun,
                needsApproval,
                draft.approved,
                draft.epoch,
                draft.legs,
                draft.window,
                draft.ratePerSecond,
                draft.end,
                draft.pause,
                draft.why,
                createdAt,
                draft.updatedAt,
                draft.endedAt,
                draft.undoUntil,
                draft.sealedAt,
                draft.rules);
    }

    /// What of a run changes in its life.
    private final class Draft {
        @Nullable String approved = Run.this.approved;
        int epoch = Run.this.epoch;
        List<Leg> legs = Run.this.legs;
        int window = Run.this.window;
        @Nullable Double ratePerSecond = Run.this.ratePerSecond;
        @Nullable End end = Run.this.end;
        @Nullable Pause pause = Run.this.pause;
        @Nullable String why = Run.this.why;
        Instant updatedAt = Run.this.updatedAt;
        @Nullable Instant endedAt = Run.this.endedAt;
        @Nullable Instant undoUntil = Run.this.undoUntil;
        @Nullable Instant sealedAt = Run.this.sealedAt;
        @Nullable String rules = Run.this.rules;
    }
}
