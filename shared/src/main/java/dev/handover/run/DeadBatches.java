package dev.handover.run;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Leg.Phase;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns a dead letter into an answer, so that a run always ends: the records of a batch that could
/// not be applied become `failed` and the lane goes on; a run that could not be planned has failed;
/// one that could not be verified, or whose redrive or undo could not be planned, is incomplete.
///
/// Trigger: the dead-letter queue of plans, batches and verifications. Safe to repeat: it settles
/// the batch's result, which is written once, and closes it as [Applier] does.
public final class DeadBatches {
    private final Engine engine;
    private final Applier applier;
    private final Conductor conductor;

    public DeadBatches(Engine engine) {
        this.engine = engine;
        applier = new Applier(engine);
        conductor = new Conductor(engine);
    }

    public Outcome close(Work work) {
        engine.log().error("dead-letter", Map.of("run", work.run(), "work", work.queue().name()));
        engine.ledger().givenUp.note(letter(work));
        Optional<Run> run = engine.ledger().runs.find(work.run());
        if (run.isEmpty() || run.get().end() != null || run.get().epoch() != work.epoch()) {
            return new Outcome.AlreadyDone();
        }
        return switch (work) {
            case Work.Plan _ ->
                    end(
                            run.get(),
                            unplanned(run.get()),
                            "could-not-plan",
                            Phase.QUEUED,
                            Phase.PLANNING);
            case Work.Verify _ ->
                    end(
                            run.get(),
                            Run.End.INCOMPLETE,
                            "could-not-verify",
                            Phase.VERIFYING,
                            Phase.VERIFYING);
            case Work.Batch batch -> batch(run.get(), batch);
        };
    }

    private GivenUp.Message letter(Work work) {
        String reason =
                switch (work) {
                    case Work.Plan _ -> "could-not-plan";
                    case Work.Verify _ -> "could-not-verify";
                    case Work.Batch _ -> "dead-letter";
                };
        return new GivenUp.Message(
                DerivedId.of(Json.text(work)).toString(),
                work.queue().name().toLowerCase(Locale.ROOT),
                reason,
                work.run(),
                engine.now());
    }

    /// A run without a plan has changed nothing. One whose redrive or undo could not be planned
    /// has: it can be asked again.
    private static Run.End unplanned(Run run) {
        return run.leg().kind() == Leg.Kind.FORWARD ? Run.End.FAILED : Run.End.INCOMPLETE;
    }

    private Outcome end(Run run, Run.End end, String why, Phase from, Phase orFrom) {
        if (run.leg().phase() != from && run.leg().phase() != orFrom) {
            return new Outcome.AlreadyDone();
        }
        conductor.end(run, end, why, null);
        return new Outcome.Done();
    }

    private Outcome batch(Run run, Work.Batch work) {
        if (run.leg().phase() != Phase.APPLYING || run.leg().stage() != work.stage()) {
            return new Outcome.AlreadyDone();
        }
        Instant began = engine.now();
        Manifest manifest = applier.manifest(work);
        List<Decided> failed =
                manifest.entries().stream()
                        .flatMap(entry ->
                                entry.records().stream()
                                        .map(record ->
                                                new Decided(
                                                        entry.key(),
                                                        entry.tallied(),
                                                        record,
                                                        Verdict.FAILED,
                                                        "dead-letter")))
                        .toList();
        Result result =
                engine.vault()
                        .settle(
                                work.run(),
                                Result.name(work.epoch(), work.stage(), work.batch()),
                                new Result(failed),
                                Result.class);
        return applier.close(run, work, result, began);
    }
}
