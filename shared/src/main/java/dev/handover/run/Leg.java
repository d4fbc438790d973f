package dev.handover.run;

import dev.handover.document.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One way through the stages: forward, again over what stayed unresolved, or back.
///
/// @param stage index of the stage in hand, while applying or verifying
/// @param page while planning: the last manifest that is surely written of the stage in hand;
///   planning goes on there
/// @param planned what the plan found, one per stage; while planning, those stages that are through
/// @param digest over the whole plan; while planning, over the stages that are through; null before
/// @param base verdicts that earlier legs reached and this one does not take up again
/// @param audited what the verification of each stage so far found
/// @param hops how often planning or verifying ran out of time and went on with another message;
///   see [HopBudget]
/// @param notBefore nothing is done before it: late duplicates of what came before must have died
public record Leg(
        Kind kind,
        int epoch,
        Phase phase,
        int stage,
        int page,
        List<Planned> planned,
        @Nullable String digest,
        Tally base,
        List<Audited> audited,
        int hops,
        Instant notBefore) {

    public enum Kind {
        FORWARD,
        REDRIVE,
        UNDO
    }

    public enum Phase {
        /// Waits for locks, or for a time.
        QUEUED,
        PLANNING,
        /// Waits for approval; a dry run stays here.
        PLANNED,
        APPLYING,
        VERIFYING
    }

    /// @param batches how many manifests the stage has
    /// @param settled verdicts that earlier legs reached there and this one does not take up again;
    ///   null for none
    public record Planned(
            String stage,
            boolean counted,
            int batches,
            long documents,
            Tally found,
            @Nullable Tally settled) {}

    /// @param reread stores of the stage whose writes are atomic only among our own, so that it was
    ///   read again after a settle time; null when there is none
    public record Audited(
            String stage, long leftovers, long mentions, @Nullable List<String> reread) {}

    static Leg queued(Kind kind, int epoch, Instant notBefore, Tally base) {
        return new Leg(
                kind, epoch, Phase.QUEUED, 0, 0, List.of(), null, base, List.of(), 0, notBefore);
    }

    Leg at(Phase next) {
        return new Leg(
                kind, epoch, next, stage, page, planned, digest, base, audited, hops, notBefore);
    }

    /// Took another message, or starts to count anew.
    Leg hopped(int hops) {
        return new Leg(
                kind, epoch, phase, stage, page, planned, digest, base, audited, hops, notBefore);
    }

    /// Planning stopped for now after that page of the stage behind `through`.
    Leg plannedSoFar(List<Planned> through, int lastPage, @Nullable String digestBefore) {
        return new Leg(
                kind,
                epoch,
                phase,
                stage,
                lastPage,
                through,
                digestBefore,
                base,
                audited,
                hops + 1,
                notBefore);
    }

    Leg planned(List<Planned> stages, String digest) {
        Tally settled =
                stages.stream()
                        .filter(Planned::counted)
                        .map(Planned::settled)
                        .filter(Objects::nonNull)
                        .reduce(base, Tally::plus);
        return new Leg(
                kind,
                epoch,
                Phase.PLANNED,
                0,
                0,
                stages,
                digest,
                settled,
                audited,
                hops,
                notBefore);
    }

    Leg verified(Audited result) {
        List<Audited> more = new ArrayList<>(audited);
        more.add(result);
        return new Leg(
                kind,
                epoch,
                Phase.APPLYING,
                stage + 1,
                0,
                planned,
                digest,
                base,
                more,
                hops,
                notBefore);
    }

    public boolean isLastStage() {
        return stage + 1 >= planned.size();
    }

    /// What the counted stages found, with the verdicts of earlier legs.
    public Tally found() {
        return planned.stream()
                .filter(Planned::counted)
                .map(Planned::found)
                .reduce(base, Tally::plus);
    }

    public int batches() {
        return planned.stream().mapToInt(Planned::batches).sum();
    }
}
