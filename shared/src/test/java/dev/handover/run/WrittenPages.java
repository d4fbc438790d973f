package dev.handover.run;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;

import java.util.List;
import java.util.Optional;

/// What a run's current leg wrote down page by page, for tests that compare it with what the ledger
/// says.
public final class WrittenPages {
    private WrittenPages() {}

    /// How many records of the stages that count have this verdict.
    public static long verdicts(Engine engine, Run run, Verdict verdict) {
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

    /// Whether the manifests are those of which the plan's digest was made.
    public static boolean areThePlan(Engine engine, Run run) {
        Leg leg = run.leg();
        List<Object> beginning = List.of(run.operation(), run.request(), leg.kind());
        String digest = Content.sha256(Json.bytes(beginning));
        for (int stage = 0; stage < leg.planned().size(); stage++) {
            int number = 0;
            Optional<Manifest> page = page(engine, run, stage, number);
            while (page.isPresent()) {
                digest = Manifest.digest(digest, page.get().entries());
                number++;
                boolean last = page.get().next() == null;
                page = last ? Optional.empty() : page(engine, run, stage, number);
            }
        }
        return digest.equals(leg.digest());
    }

    private static Optional<Manifest> page(Engine engine, Run run, int stage, int number) {
        String name = Manifest.name(run.leg().epoch(), stage, number);
        return engine.vault().read(run.runId(), name, Manifest.class);
    }
}
