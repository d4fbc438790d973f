package dev.handover.run;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.run.Leg.Phase;

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
            case Work.Plan _ -> {
                if (!run.get().isAt(work.epoch(), Phase.QUEUED)
                        && !run.get().isAt(work.epoch(), Phase.PLANNING)) {
                    yield new Outcome.AlreadyDone();
                }
                conductor.endUnplanned(run.get(), "could-not-plan");
                yield new Outcome.Done();
            }
            case Work.Verify _ -> {
                if (!run.get().isAt(work.epoch(), Phase.VERIFYING)) {
                    yield new Outcome.AlreadyDone();
                }
                conductor.end(run.get(), Run.End.INCOMPLETE, "could-not-verify", null);
                yield new Outcome.Done();
            }
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

    private Outcome batch(Run run, Work.Batch work) {
        if (run.leg().phase() != Phase.APPLYING || run.leg().stage() != work.stage()) {
            return new Outcome.AlreadyDone();
        }
        return applier.giveUp(
                run,
                work,
                "dead-letter",
                engine.ledger()
                        .lanes
                        .get(Lanes.id(work.run(), work.epoch(), work.stage(), work.lane())));
    }
}
