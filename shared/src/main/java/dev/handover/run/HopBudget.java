package dev.handover.run;

import dev.handover.run.Run.Pause;

import java.util.Map;

/// How many messages a run may cost before a person has to look. The functions of a run send each
/// other messages in a circle, which AWS would otherwise stop after 16; so we count ourselves, in
/// items that are written anyway: a batch that is closed has cost its own hops and no others.
///
/// A run over its budget is paused, with an error in the log. Nothing is lost: resuming it begins
/// the budget anew.
final class HopBudget {
    /// For one batch. The sweep sends it again every 75 s, so this is four hours without progress:
    /// more than an outage that a night's sleep may go on over.
    static final int BATCH = 200;

    /// For planning and verifying of one leg. Each hop works for most of its minute, so this is
    /// more than ten hours: no base is that large, a search that goes in circles is.
    static final int LEG = 1000;

    private static final String SPENT = "hop-budget";

    private HopBudget() {}

    static Outcome spent(Engine engine, Run run) {
        engine.ledger()
                .runs
                .update(
                        run.runId(),
                        now ->
                                now.end() == null
                                                && now.epoch() == run.epoch()
                                                && now.pause() == null
                                        ? now.paused(new Pause("handover", SPENT, null))
                                        : now);
        engine.log()
                .error(
                        SPENT,
                        Map.of("run", run.runId(), "phase", run.leg().phase()),
                        Map.of(Metric.HOP_BUDGETS_EXCEEDED, 1L));
        return new Outcome.Later(null, SPENT);
    }
}
