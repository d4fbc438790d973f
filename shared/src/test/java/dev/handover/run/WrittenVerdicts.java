package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Pages.Result;

/// The verdicts that a run's current leg wrote down batch by batch, for tests that compare them
/// with the counts.
public final class WrittenVerdicts {
    private WrittenVerdicts() {}

    /// Over the stages that count.
    public static long of(Engine engine, Run run, Verdict verdict) {
        Leg leg = run.leg();
        long sum = 0;
        for (int stage = 0; stage < leg.planned().size(); stage++) {
            Leg.Planned planned = leg.planned().get(stage);
            for (int batch = 0; planned.counted() && batch < planned.batches(); batch++) {
                sum += of(engine, run, Result.name(leg.epoch(), stage, batch), verdict);
            }
        }
        return sum;
    }

    private static long of(Engine engine, Run run, String name, Verdict verdict) {
        return engine.vault().read(run.runId(), name, Result.class).stream()
                .flatMap(result -> result.decided().stream())
                .filter(one -> one.verdict() == verdict)
                .count();
    }
}
