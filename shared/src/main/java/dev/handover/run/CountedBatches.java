package dev.handover.run;

import dev.handover.run.Pages.Manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The batches that the plan of a run's current leg counts, in their order. Those of a stage that
/// works on the same records again are left out: a record is listed once, as it is counted.
final class CountedBatches {
    private final Engine engine;
    private final Run run;
    private final Map<Spot, List<Stage.Entry>> read = new HashMap<>();

    /// @throws Vault.Sealed when its pages can't be read any more
    CountedBatches(Engine engine, Run run) {
        if (run.sealedAt() != null) {
            throw new Vault.Sealed(run.runId());
        }
        this.engine = engine;
        this.run = run;
    }

    /// The batch there, or the first after it.
    Optional<Spot> from(Spot spot) {
        List<Leg.Planned> stages = run.leg().planned();
        Spot at = spot;
        while (at.stage() < stages.size()) {
            Leg.Planned stage = stages.get(at.stage());
            if (stage.counted() && at.page() < stage.batches()) {
                return Optional.of(at);
            }
            at = at.nextStage();
        }
        return Optional.empty();
    }

    List<Stage.Entry> entries(Spot batch) {
        return read.computeIfAbsent(
                batch,
                at ->
                        engine.vault()
                                .read(
                                        run.runId(),
                                        Manifest.name(run.leg().epoch(), at.stage(), at.page()),
                                        Manifest.class)
                                .map(Manifest::entries)
                                .orElse(List.of()));
    }
}
