package dev.handover.run;

import dev.handover.document.Tally;
import dev.handover.run.Leg.Phase;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Takes a run from one phase to the next, and sends what the phase in hand needs. Everything it
/// does may be done twice: a step that crashed after writing the ledger and before sending is made
/// good by the sweep, which calls the same.
final class Conductor {
    private final Engine engine;

    Conductor(Engine engine) {
        this.engine = engine;
    }

    /// Goes on from where the ledger says that the run is.
    void advance(Run run) {
        if (run.end() != null) {
            settle(run);
            return;
        }
        switch (run.leg().phase()) {
            case QUEUED, PLANNING -> engine.send(new Work.Plan(run.runId(), run.epoch()));
            case PLANNED -> start(run);
            case APPLYING -> openLanes(run);
            case VERIFYING ->
                    engine.send(new Work.Verify(run.runId(), run.epoch(), run.leg().stage(), 1, 0));
        }
    }

    /// Starts a planned leg if nothing stands against it: a dry run ends here, another may wait for
    /// approval.
    private void start(Run run) {
        boolean first = run.leg().kind() == Leg.Kind.FORWARD;
        if (first && run.dryRun()) {
            free(run, run.updatedAt());
            return;
        }
        boolean allowed =
                !first
                        || !run.needsApproval()
                        || (run.approved() != null && run.approved().equals(run.leg().digest()));
        if (allowed) {
            advance(
                    engine.ledger()
                            .runs
                            .update(
                                    run.runId(),
                                    now ->
                                            now.isAt(run.epoch(), Phase.PLANNED)
                                                    ? now.with(now.leg().at(Phase.APPLYING))
                                                    : now));
        } else {
            Acceptances.offer(engine.ledger(), run);
        }
    }

    /// Opens the lanes of the stage in hand; goes on to verification when all of them are through.
    private void openLanes(Run run) {
        if (run.leg().planned().isEmpty()) {
            // an undo of a run that had no plan yet
            end(
                    run,
                    run.leg().kind() == Leg.Kind.UNDO ? Run.End.UNDONE : Run.End.COMPLETE,
                    null,
                    null);
            return;
        }
        List<Item> open = engine.ledger().lanes.ofStage(run);
        if (isAllOpen(run, open)) {
            goOn(run, open);
        } else {
            int lanes = lanes(run, open);
            List<Lane> opened =
                    IntStream.range(0, lanes)
                            .mapToObj(lane ->
                                    Lane.opened(run, lane, lanes, batches(run), engine.now()))
                            .filter(engine.ledger().lanes::open)
                            .toList();
            opened.forEach(lane -> engine.send(lane.work()));
            // whoever opened those crashed before all were, perhaps before sending
            sendLanes(open, Lane::sent);
        }
    }

    /// Not so when whoever opened them crashed between two.
    private boolean isAllOpen(Run run, List<Item> open) {
        return open.size() >= lanes(run, open);
    }

    /// What the first lane says, if there is one: the settings may have changed since it was
    /// opened.
    private int lanes(Run run, List<Item> open) {
        return open.isEmpty()
                ? Math.min(batches(run), engine.settings().lanes())
                : Lanes.lane(open.getFirst()).lanes();
    }

    private static int batches(Run run) {
        return run.leg().planned().isEmpty()
                ? 0
                : run.leg().planned().get(run.leg().stage()).batches();
    }

    /// When a lane is through: lets in those that the window kept out, or, when it was the last,
    /// goes on to verification.
    void goOn(Run run, List<Item> lanes) {
        if (!isAllOpen(run, lanes)) {
            openLanes(run);
        } else if (lanes.stream().map(Lanes::lane).allMatch(Lane::isThrough)) {
            verify(run);
        } else {
            sendLanes(
                    lanes.stream().filter(item -> Lanes.lane(item).isParked()).toList(),
                    Lane::sent);
        }
    }

    private void sendLanes(List<Item> lanes, BiFunction<Lane, Instant, Lane> sent) {
        for (Item item : lanes) {
            Lane lane = Lanes.lane(item);
            if (!lane.isThrough()) {
                engine.ledger().lanes.put(item, sent.apply(lane, engine.now()));
                engine.send(lane.work());
            }
        }
    }

    /// Sends again what shows no progress since `before`. [Instant#MAX], when the run was just
    /// resumed: all that is open, and its hops are counted anew.
    void recover(Run run, Instant before) {
        if (run.end() != null || run.leg().phase() == Phase.PLANNED) {
            advance(run);
        } else if (run.leg().phase() == Phase.APPLYING) {
            List<Item> lanes = engine.ledger().lanes.ofStage(run);
            if (!isAllOpen(run, lanes)
                    || lanes.stream().map(Lanes::lane).allMatch(Lane::isThrough)) {
                openLanes(run);
            } else {
                sendLanes(
                        lanes.stream().filter(item -> Lanes.lane(item).isOverdue(before)).toList(),
                        before.equals(Instant.MAX) ? Lane::sent : Lane::sentAgain);
            }
        } else if (!run.updatedAt().isAfter(before)) {
            advance(run);
        }
    }

    /// Of several lanes that are through at once, one sends the message. Should it crash before,
    /// the sweep does.
    private void verify(Run run) {
        boolean[] begun = {false};
        Run now =
                engine.ledger()
                        .runs
                        .update(
                                run.runId(),
                                current -> {
                                    begun[0] =
                                            current.isAt(run.epoch(), Phase.APPLYING)
                                                    && current.leg().stage() == run.leg().stage();
                                    return begun[0]
                                            ? current.with(current.leg().at(Phase.VERIFYING))
                                            : current;
                                });
        if (begun[0]) {
            advance(now);
        }
    }

    /// After a stage was verified: the next stage, or the end.
    void conclude(Run run, Leg.Audited audited) {
        Leg leg = run.leg();
        if (!leg.isLastStage()) {
            advance(
                    engine.ledger()
                            .runs
                            .update(
                                    run.runId(),
                                    now ->
                                            now.isAt(run.epoch(), Phase.VERIFYING)
                                                            && now.leg().stage() == leg.stage()
                                                    ? now.with(now.leg().verified(audited))
                                                    : now));
            return;
        }
        long failed =
                engine.ledger().lanes.ofLeg(run).stream()
                        .map(Lane::tally)
                        .mapToLong(tally -> tally.total().failed())
                        .sum();
        long leftovers =
                audited.leftovers()
                        + leg.audited().stream().mapToLong(Leg.Audited::leftovers).sum();
        boolean clean = failed == 0 && leftovers == 0;
        Run.End end =
                !clean
                        ? Run.End.INCOMPLETE
                        : leg.kind() == Leg.Kind.UNDO ? Run.End.UNDONE : Run.End.COMPLETE;
        end(run, end, null, audited);
    }

    /// A run without a plan has changed nothing. One whose redrive or undo could not be planned
    /// has: it can be asked again.
    void endUnplanned(Run run, String why) {
        boolean first = run.leg().kind() == Leg.Kind.FORWARD;
        end(run, first ? Run.End.FAILED : Run.End.INCOMPLETE, why, null);
    }

    /// Ends the current leg. The marker that will seal the run comes first. Where nothing else can
    /// follow, the receipt comes before the state too, and decides how the leg ended: whoever sees
    /// the end can read the receipt, and of two who end a leg at once both say the same. So does
    /// the event in between.
    void end(Run run, Run.End end, @Nullable String why, Leg.@Nullable Audited audited) {
        Instant at = engine.now();
        Instant undoUntil =
                run.undoUntil() != null ? run.undoUntil() : at.plus(engine.terms(run).undo());
        engine.ledger().runs.markExpiring(run.runId(), undoUntil);
        Run ending =
                (audited == null ? run : run.with(run.leg().verified(audited)))
                        .ended(end, why, at, undoUntil);
        Run told = isThrough(run) ? Receipts.write(engine, ending) : ending;
        if (isThrough(run)) {
            tell(told);
        }
        Run ended =
                engine.ledger()
                        .runs
                        .update(
                                run.runId(),
                                now ->
                                        now.end() != null || now.epoch() != run.epoch()
                                                ? now
                                                : (isThrough(run) ? now.with(told.leg()) : now)
                                                        .endedAs(told));
        if (ended.end() != null && ended.epoch() == run.epoch()) {
            advance(ended);
        }
    }

    /// May be done twice, under the same ids.
    private void tell(Run run) {
        boolean done = run.end() == Run.End.COMPLETE || run.end() == Run.End.INCOMPLETE;
        if (done && run.leg().kind() != Leg.Kind.UNDO) {
            Effects.send(engine, run, engine.atEnd(run));
        }
        RunEnded.tell(engine, run);
    }

    /// Whether nothing but its end can follow in this leg.
    private static boolean isThrough(Run run) {
        Leg leg = run.leg();
        return leg.phase() == Phase.VERIFYING
                ? leg.isLastStage()
                : leg.phase() == Phase.APPLYING && leg.planned().isEmpty();
    }

    /// Writes the receipt of an ended leg, unless it came before the end, and gives its
    /// participants free, once nobody can still be writing for it. Tells of the end before that, so
    /// the receipt is the proof that it was told.
    private void settle(Run run) {
        if (engine.now().isBefore(quietAt(run))) {
            return; // the sweep comes back to it
        }
        Watches.begin(engine, run);
        if (Receipts.find(engine.vault(), run).isEmpty()) {
            tell(run);
            Receipts.write(engine, run);
        }
        free(run, run.endedAt() == null ? run.updatedAt() : run.endedAt());
    }

    /// A planner that was overtaken may lock the participants once more after the end. So the run
    /// keeps its marker, and the sweep comes back to free them again, until none can be alive.
    private void free(Run run, Instant since) {
        engine.ledger().locks.release(run);
        if (!engine.now().isBefore(deadAfter(since))) {
            engine.ledger().runs.unmark(run.runId());
        }
    }

    /// From when on no late duplicate of this run's leg can write: a leg that was cut short may
    /// have a batch in the air.
    Instant quietAt(Run run) {
        Instant since = run.endedAt() == null ? engine.now() : run.endedAt();
        return run.end() == Run.End.CANCELLED ? deadAfter(since) : since;
    }

    /// When every function is dead that found the run as it was before a change which was decided
    /// on at `decided`: the change may have been written as late as its own function may live, and
    /// others begun until then live as long again.
    Instant deadAfter(Instant decided) {
        return decided.plus(engine.settings().applyTimeout().multipliedBy(2));
    }

    Tally counts(Run run) {
        return counts(run, engine.ledger().lanes.ofLeg(run));
    }

    /// @param lanes all of the current leg
    static Tally counts(Run run, List<Lane> lanes) {
        return run.leg().found().decided(run.leg().base().plus(Lanes.decided(run, lanes)));
    }
}
