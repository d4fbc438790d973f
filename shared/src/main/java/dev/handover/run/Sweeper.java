package dev.handover.run;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.run.Leg.Phase;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes over all live runs: sends again what got lost, resumes pauses that are over, lets queued
/// runs try again, looks again at subjects that may have come back, and seals runs whose undo has
/// expired by deleting their key.
///
/// Trigger: a schedule, every minute. Safe to repeat and to overlap: it only sends messages, whose
/// duplicates do nothing, and conditional writes. A run that makes it fail is logged and does not
/// keep it from the others.
public final class Sweeper {
    private static final int PAGE = 100;

    /// Without a sign of life; planning and verifying give one every minute at least.
    private static final Duration STUCK = Duration.ofMinutes(20);

    /// For one batch: sent again by the sweep for about a quarter of an hour.
    private static final int STUCK_HOPS = 12;

    private final Engine engine;
    private final Conductor conductor;
    private final Controls controls;

    public Sweeper(Engine engine) {
        this.engine = engine;
        conductor = new Conductor(engine);
        controls = new Controls(engine);
    }

    public void sweep(Deadline deadline) {
        boolean stopped = engine.ledger().stop.find().isPresent();
        Seen seen = new Seen();
        @Nullable String next = null;
        do {
            Table.Items page = engine.ledger().runs.live(next, PAGE);
            for (Item marker : page.items()) {
                if (deadline.isNear()) {
                    return; // the next one begins from the front; what is live is little
                }
                guarded(marker.id().sort(), () -> look(marker, stopped, seen));
            }
            next = page.next();
        } while (next != null);
        if (!stopped) {
            watch(deadline);
        }
        engine.log().info("swept", Map.of(), seen.measured());
        seal(deadline);
    }

    private void watch(Deadline deadline) {
        for (Item item : Watches.due(engine, PAGE)) {
            if (deadline.isNear()) {
                return;
            }
            guarded(Watches.runId(item), () -> Watches.look(engine, controls, item));
        }
    }

    private void look(Item marker, boolean stopped, Seen seen) {
        String runId = marker.id().sort();
        Optional<Run> found = engine.ledger().runs.find(runId);
        Instant before = engine.now().minus(engine.settings().lease());
        if (found.isEmpty()) {
            JsonNode since = marker.body().path("since");
            if (Instant.parse(since.asText()).isBefore(before)) {
                engine.ledger().runs.unmark(runId);
            }
            return;
        }
        Run run = found.get();
        if (!run.isSettled()) {
            seen.run(run);
        }
        if (run.isSettled()) {
            conductor.advance(run);
        } else if (run.pause() != null) {
            Instant until = run.pause().until();
            if (until != null && !engine.now().isBefore(until)) {
                controls.resume(runId, "sweep-runs", "the pause is over");
            }
        } else if (!stopped) {
            boolean waits = run.leg().phase() == Phase.QUEUED && run.why() != null;
            conductor.recover(run, waits ? Instant.MAX : before);
        }
    }

    /// What a sweep saw of the runs that are not over.
    private final class Seen {
        private long runs;
        private long lanes;
        private long stuck;

        void run(Run run) {
            List<Lane> open =
                    run.leg().phase() == Phase.APPLYING
                            ? engine.ledger().lanes.ofStage(run).stream()
                                    .map(Lanes::lane)
                                    .filter(lane -> !lane.isThrough())
                                    .toList()
                            : List.of();
            runs++;
            lanes += open.size();
            if (isStuck(run, open)) {
                stuck++;
                engine.log().info("stuck", Map.of("run", run.runId(), "phase", run.leg().phase()));
            }
        }

        private boolean isStuck(Run run, List<Lane> open) {
            if (run.pause() != null || run.why() != null) {
                return false; // it waits for a person, or for another run
            }
            return switch (run.leg().phase()) {
                case QUEUED, PLANNING, VERIFYING ->
                        run.updatedAt().isBefore(engine.now().minus(STUCK));
                case APPLYING -> open.stream().anyMatch(lane -> lane.hops() > STUCK_HOPS);
                case PLANNED -> false; // it waits for approval
            };
        }

        Map<Metric, Long> measured() {
            return Map.of(
                    Metric.LIVE_RUNS, runs, Metric.OPEN_LANES, lanes, Metric.STUCK_RUNS, stuck);
        }
    }

    private void seal(Deadline deadline) {
        List<Item> due =
                engine.ledger().runs.expiring(PAGE).stream()
                        .filter(marker -> !engine.now().isBefore(Runs.expiresAt(marker)))
                        .toList();
        for (Item marker : due) {
            if (deadline.isNear()) {
                return;
            }
            String runId = marker.body().path("runId").asText();
            guarded(runId, () -> seal(runId, marker));
        }
    }

    private void seal(String runId, Item marker) {
        Optional<Run> run = engine.ledger().runs.find(runId);
        if (run.isEmpty() || isOver(run.get())) {
            engine.keys().destroy(runId);
            run.ifPresent(_ ->
                    engine.ledger()
                            .runs
                            .update(
                                    runId,
                                    now ->
                                            now.sealedAt() == null
                                                    ? now.sealed(engine.now())
                                                    : now));
        } else if (run.get().end() == null && run.get().undoUntil() != null) {
            return; // an undo that began in time is at work; the next sweep looks again
        } // else its end has another marker, or will have one
        engine.ledger().runs.unmarkExpiring(marker);
    }

    /// Whether nobody can ask for anything more that needs the run's key.
    private boolean isOver(Run run) {
        Instant undoUntil = run.undoUntil();
        return undoUntil == null
                ? run.end() == null && run.isSettled() // a dry run
                : run.end() != null && !engine.now().isBefore(undoUntil);
    }

    private void guarded(String runId, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException trouble) {
            engine.log().error("sweep-failed", trouble, Map.of("run", runId));
        }
    }
}
