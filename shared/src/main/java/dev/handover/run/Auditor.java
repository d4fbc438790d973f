package dev.handover.run;

import dev.handover.run.Leg.Phase;
import dev.handover.run.Pages.Audit;
import dev.handover.store.NotInStore;
import dev.handover.store.StoreUnavailable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Verifies the stage in hand in two passes, `settle` apart, by finders other than those that
/// planned; then the next stage begins, or the run ends.
///
/// Trigger: queue `verifications`. Safe to repeat: it reads the system and writes its pages once.
/// When it gives up (dead letter, or at once where the stores don't have what the data map names),
/// the run ends as `incomplete`: what was changed stays, unverified, and a person looks and
/// redrives.
public final class Auditor {
    private static final int PASSES = 2;

    /// At the stores for one page: few enough that a crash loses little.
    private static final int LOOKS = 10;

    private final Engine engine;
    private final Conductor conductor;

    public Auditor(Engine engine) {
        this.engine = engine;
        conductor = new Conductor(engine);
    }

    public Outcome verify(Work.Verify work, Deadline deadline) {
        Ledger.Sight sight = engine.ledger().sight(work.run());
        Optional<Run> found = sight.run();
        if (found.isEmpty()
                || !found.get().isAt(work.epoch(), Phase.VERIFYING)
                || found.get().leg().stage() != work.stage()) {
            return new Outcome.AlreadyDone();
        }
        Run run = found.get();
        if (run.pause() != null || sight.stopped()) {
            return new Outcome.Later(null, "paused");
        }
        if (run.leg().hops() > HopBudget.LEG) {
            return HopBudget.spent(engine, run);
        }
        Stage stage = engine.stages(run).get(work.stage());
        try {
            return follow(run, stage, work, deadline);
        } catch (NotInStore missing) {
            conductor.end(run, Run.End.INCOMPLETE, missing.reason(), null);
            return new Outcome.Refused(missing.reason());
        }
    }

    private Outcome follow(Run run, Stage stage, Work.Verify work, Deadline deadline) {
        int from = work.page();
        Chain chain = new Chain(engine.vault(), run.runId(), from > 0);
        for (int pass = work.pass(); pass <= PASSES; pass++) {
            int number = from;
            Audit page = page(chain, run, stage, pass, number, null, deadline);
            while (page.next() != null) {
                number++;
                page = page(chain, run, stage, pass, number, page, deadline);
                if (deadline.isNear() && page.next() != null) {
                    hopped(run);
                    engine.send(
                            new Work.Verify(run.runId(), run.epoch(), work.stage(), pass, number));
                    return new Outcome.Done();
                }
            }
            Duration settle = OwnWrites.settle(engine, run, engine.terms(run).settle());
            if (pass < PASSES && settle.isPositive()) {
                engine.send(
                        new Work.Verify(run.runId(), run.epoch(), work.stage(), pass + 1, 0),
                        settle);
                return new Outcome.Done();
            }
            if (pass == PASSES) {
                engine.log()
                        .info(
                                "stage-verified",
                                Map.of(
                                        "run", run.runId(),
                                        "operation", run.operation(),
                                        "stage", work.stage()),
                                Map.of(Metric.LEFTOVERS, page.leftoversSoFar()));
                conductor.conclude(
                        run,
                        new Leg.Audited(
                                stage.name(),
                                page.leftoversSoFar(),
                                page.mentionsSoFar(),
                                OwnWrites.stores(engine, run)));
            }
            from = 0;
        }
        return new Outcome.Done();
    }

    /// Also tells the sweep that verification goes on.
    private void hopped(Run run) {
        engine.ledger()
                .runs
                .update(
                        run.runId(),
                        now ->
                                now.isAt(run.epoch(), Phase.VERIFYING)
                                        ? now.with(now.leg().hopped(now.leg().hops() + 1))
                                        : now);
    }

    private Audit page(
            Chain chain,
            Run run,
            Stage stage,
            int pass,
            int number,
            @Nullable Audit before,
            Deadline deadline) {
        return chain.page(
                Audit.name(run.epoch(), run.leg().stage(), pass, number),
                Audit.class,
                () -> looked(stage, before, deadline));
    }

    /// Looks on until there is something to write down: mostly there is nothing, and a page each
    /// time would be most of what a verification costs.
    private Audit looked(Stage stage, @Nullable Audit before, Deadline deadline) {
        int enough = engine.settings().batchSize();
        List<Stage.Leftover> leftovers = new ArrayList<>();
        List<Stage.Mention> mentions = new ArrayList<>();
        String next = before == null ? null : before.next();
        int looks = 0;
        do {
            Stage.Audit seen;
            try {
                seen = stage.audit(next, engine.settings().batchSize());
            } catch (StoreUnavailable trouble) {
                if (looks == 0) {
                    throw trouble;
                }
                break; // what was seen is kept; the next page begins here
            }
            leftovers.addAll(seen.leftovers());
            mentions.addAll(seen.mentions());
            next = seen.next();
            looks++;
        } while (next != null
                && looks < LOOKS
                && leftovers.size() + mentions.size() < enough
                && !deadline.isNear());
        return new Audit(
                leftovers,
                mentions,
                next,
                (before == null ? 0 : before.leftoversSoFar()) + leftovers.size(),
                (before == null ? 0 : before.mentionsSoFar()) + mentions.size());
    }
}
