package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.run.Leg.Phase;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What users and operators can do to runs. Every change is one conditional write of the run, and
/// is recorded with who and why; a change that the run's state does not allow leaves it alone and
/// says so.
public final class Controls {
    /// Stands for all runs where an action is recorded.
    public static final String EVERY_RUN = "every-run";

    private final Engine engine;
    private final Conductor conductor;

    public Controls(Engine engine) {
        this.engine = engine;
        conductor = new Conductor(engine);
    }

    /// @param runId derived from what asked for it, so that asking twice is one run
    /// @param request ids only
    /// @param participants ids of all users concerned
    /// @param joins whether an equal request that is still live answers for this one
    /// @param confided null where the request says nothing of persons but their ids
    public record Request(
            String runId,
            String operation,
            ObjectNode request,
            List<String> participants,
            String by,
            boolean dryRun,
            boolean needsApproval,
            boolean joins,
            @Nullable Confided confided) {
        public Request(
                String runId,
                String operation,
                ObjectNode request,
                List<String> participants,
                String by,
                boolean dryRun,
                boolean needsApproval,
                boolean joins) {
            this(runId, operation, request, participants, by, dryRun, needsApproval, joins, null);
        }
    }

    public sealed interface Answer {
        record Done(Run run) implements Answer {}

        record NoSuchRun() implements Answer {}

        /// The run's state doesn't allow it.
        record WrongState(Run run) implements Answer {}

        /// The plan has another digest than the one that was approved.
        record OtherDigest(Run run) implements Answer {}
    }

    /// Starts a run, or answers with the one that this request started before.
    ///
    /// @throws Confided.AnotherRequest when the run's id belongs to another request that confided
    ///   something
    public Run start(Request asked) {
        Optional<Run> joined = asked.joins() ? live(asked) : Optional.empty();
        if (joined.isPresent()) {
            return joined.get();
        }
        Confided confided = asked.confided();
        if (confided != null && engine.ledger().runs.find(asked.runId()).isEmpty()) {
            Confided.settle(engine, asked.runId(), content(asked), confided);
        }
        Instant now = engine.now();
        Run run =
                engine.ledger()
                        .runs
                        .create(
                                new Run(
                                        asked.runId(),
                                        asked.operation(),
                                        asked.request(),
                                        asked.participants().stream().distinct().sorted().toList(),
                                        asked.by(),
                                        asked.dryRun(),
                                        asked.needsApproval(),
                                        null,
                                        1,
                                        List.of(Leg.queued(Leg.Kind.FORWARD, 1, now, Tally.NONE)),
                                        engine.settings().lanes(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        now,
                                        now,
                                        null,
                                        null,
                                        null,
                                        null));
        engine.ledger().remember(content(asked), run.runId());
        if (run.end() == null && run.leg().phase() == Phase.QUEUED) {
            conductor.advance(run);
        }
        return run;
    }

    private Optional<Run> live(Request asked) {
        return engine.ledger()
                .remembered(content(asked))
                .flatMap(engine.ledger().runs::find)
                .filter(run -> !run.isSettled())
                .filter(run ->
                        asked.confided() == null
                                || Confided.of(engine.vault(), run.runId())
                                        .filter(asked.confided()::equals)
                                        .isPresent());
    }

    static String content(Request asked) {
        return Content.sha256(
                Json.bytes(List.of(asked.operation(), asked.request(), asked.dryRun())));
    }

    public Answer approve(String runId, String digest, String by, String why) {
        Optional<Run> found = engine.ledger().runs.find(runId);
        if (found.isEmpty()) {
            return new Answer.NoSuchRun();
        }
        Leg leg = found.get().leg();
        if (leg.phase() == Phase.PLANNED && !digest.equals(leg.digest())) {
            return new Answer.OtherDigest(found.get());
        }
        return advanced(
                change(
                        runId,
                        "approve",
                        by,
                        why,
                        run ->
                                isWaiting(run)
                                                && !Acceptances.isNeeded(run)
                                                && digest.equals(run.leg().digest())
                                        ? run.approved(digest)
                                        : run));
    }

    /// Says yes to a run that waits for this person. Only writes it down; who plans starts it.
    public Answer accept(String runId, String user) {
        if (Acceptances.find(engine.ledger(), runId, user).isEmpty()) {
            return new Answer.NoSuchRun();
        }
        Answer answer =
                change(
                        runId,
                        "accept",
                        "user:" + user,
                        "",
                        run ->
                                isWaiting(run) && run.approved() == null
                                        ? run.approved(String.valueOf(run.leg().digest()))
                                        : run);
        Answer accepted =
                answer instanceof Answer.WrongState(Run run) && run.approved() != null
                        ? new Answer.Done(run)
                        : answer;
        if (accepted instanceof Answer.Done(Run run)) {
            engine.send(new Work.Plan(run.runId(), run.epoch()));
        }
        return accepted;
    }

    /// Says no: the run ends without having changed anything.
    public Answer decline(String runId, String user) {
        if (Acceptances.find(engine.ledger(), runId, user).isEmpty()) {
            return new Answer.NoSuchRun();
        }
        return change(
                runId,
                "decline",
                "user:" + user,
                "",
                run ->
                        isWaiting(run) && run.approved() == null
                                ? run.cancelled("declined", engine.now(), null)
                                : run);
    }

    private static boolean isWaiting(Run run) {
        return run.end() == null && run.leg().phase() == Phase.PLANNED && !run.isSettled();
    }

    /// @param until null for until somebody resumes it
    public Answer pause(String runId, @Nullable Instant until, String by, String why) {
        return change(
                runId,
                "pause",
                by,
                why,
                run ->
                        run.end() == null && run.pause() == null && !run.isSettled()
                                ? run.paused(new Run.Pause(by, why, until))
                                : run);
    }

    public Answer resume(String runId, String by, String why) {
        Answer answer =
                change(
                        runId,
                        "resume",
                        by,
                        why,
                        run ->
                                run.pause() == null
                                        ? run
                                        : run.paused(null).with(run.leg().hopped(0)));
        if (answer instanceof Answer.Done done) {
            conductor.recover(done.run(), Instant.MAX);
        }
        return answer;
    }

    /// Ends the leg within the batches in hand; what was changed stays and can be undone.
    public Answer cancel(String runId, String by, String why) {
        return advanced(
                change(
                        runId,
                        "cancel",
                        by,
                        why,
                        run -> {
                            if (run.end() != null || run.leg().kind() == Leg.Kind.UNDO) {
                                return run;
                            }
                            Instant undoUntil = engine.now().plus(engine.terms(run).undo());
                            engine.ledger().runs.markExpiring(runId, undoUntil);
                            return run.cancelled("cancelled by " + by, engine.now(), undoUntil);
                        }));
    }

    /// Takes back what the run changed, also when it is still running.
    public Answer undo(String runId, String by, String why) {
        return begin(
                runId,
                "undo",
                by,
                why,
                run -> {
                    boolean open =
                            run.undoUntil() == null || engine.now().isBefore(run.undoUntil());
                    boolean again =
                            run.leg().kind() == Leg.Kind.UNDO && run.end() != Run.End.INCOMPLETE;
                    boolean untouched =
                            run.dryRun()
                                    || (run.end() != null && run.end().isUnplanned())
                                    || run.end() == Run.End.UNDONE;
                    return open && !again && !untouched && run.sealedAt() == null
                            ? run.begin(Leg.Kind.UNDO, deadBy(run), Tally.NONE)
                            : run;
                });
    }

    /// Tries again exactly the records that the run left unresolved.
    public Answer redrive(String runId, String by, String why) {
        return begin(
                runId,
                "redrive",
                by,
                why,
                run ->
                        run.end() == Run.End.INCOMPLETE
                                        && run.leg().kind() != Leg.Kind.UNDO
                                        && run.sealedAt() == null
                                ? run.begin(Leg.Kind.REDRIVE, deadBy(run), Tally.NONE)
                                : run);
    }

    /// Releases a hold, and has the runs that it kept from something try again.
    ///
    /// @return whether there was one
    public boolean release(String what, String by) {
        boolean released = engine.ledger().holds.release(what);
        for (String runId : engine.ledger().holds.heldUp(what)) {
            redrive(runId, by, "the hold on it was released");
            engine.ledger().holds.goesOn(what, runId);
        }
        return released;
    }

    /// When the last function that may write for this run's current leg has come to its end.
    private Instant deadBy(Run run) {
        Instant ended = run.endedAt();
        return ended == null || run.end() == Run.End.CANCELLED
                ? conductor.deadAfter(ended == null ? engine.now() : ended)
                : ended.plus(engine.settings().applyTimeout());
    }

    /// Changes the window and the rate of a live run.
    public Answer throttle(
            String runId, int window, @Nullable Double ratePerSecond, String by, String why) {
        int lanes = Math.clamp(window, 1, engine.settings().lanes());
        Answer answer =
                change(
                        runId,
                        "throttle",
                        by,
                        why,
                        run -> run.end() == null ? run.throttled(lanes, ratePerSecond) : run);
        if (answer instanceof Answer.Done done) {
            conductor.recover(done.run(), Instant.EPOCH);
        }
        return answer;
    }

    /// Stops everything, whatever the run, until [#startAgain].
    public void stopAll(String by, String why) {
        engine.ledger().stop.on(new Stop.On(by, why, engine.now()));
        engine.ledger()
                .actions
                .record(EVERY_RUN, new Actions.Action("stop", by, why, engine.now()));
    }

    /// Lets everything go on, and sends what was put off meanwhile. What this doesn't get to, the
    /// sweep does.
    public void startAgain(String by, String why) {
        engine.ledger().stop.off();
        engine.ledger()
                .actions
                .record(EVERY_RUN, new Actions.Action("start", by, why, engine.now()));
        @Nullable String next = null;
        do {
            Table.Items page = engine.ledger().runs.live(next, 100);
            page.items().stream()
                    .flatMap(marker -> engine.ledger().runs.find(marker.id().sort()).stream())
                    .filter(run -> !run.isSettled() && run.pause() == null)
                    .forEach(run -> conductor.recover(run, Instant.MAX));
            next = page.next();
        } while (next != null);
    }

    private Answer begin(
            String runId, String action, String by, String why, UnaryOperator<Run> change) {
        if (engine.ledger().runs.find(runId).isPresent()) {
            engine.ledger().runs.mark(runId);
        }
        Answer answer = change(runId, action, by, why, change);
        if (answer instanceof Answer.Done) {
            engine.ledger().runs.mark(runId);
        }
        return advanced(answer);
    }

    private Answer advanced(Answer answer) {
        if (answer instanceof Answer.Done done) {
            conductor.advance(done.run());
        }
        return answer;
    }

    private Answer change(
            String runId, String action, String by, String why, UnaryOperator<Run> change) {
        Optional<Run> before = engine.ledger().runs.find(runId);
        if (before.isEmpty()) {
            return new Answer.NoSuchRun();
        }
        boolean[] changed = {false};
        Run after =
                engine.ledger()
                        .runs
                        .update(
                                runId,
                                run -> {
                                    Run next = change.apply(run);
                                    changed[0] = !next.equals(run);
                                    return next;
                                });
        if (!changed[0]) {
            return new Answer.WrongState(after);
        }
        engine.ledger().actions.record(runId, new Actions.Action(action, by, why, engine.now()));
        return new Answer.Done(after);
    }
}
