package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Leg.Phase;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;
import dev.handover.store.NotInStore;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Applies one batch of a lane, closes it and sends the next.
///
/// Trigger: queue `batches`. Safe to repeat: closing is one conditional write of the lane, and what
/// [Batch] did before a crash is in the journal. When it gives up (dead letter), [DeadBatches]
/// turns what is undecided into `failed`, and a person looks at why and redrives.
public final class Applier {
    private final Engine engine;
    private final Conductor conductor;

    public Applier(Engine engine) {
        this.engine = engine;
        conductor = new Conductor(engine);
    }

    public Outcome apply(Work.Batch work, Deadline deadline) {
        Ledger.Sight sight = engine.ledger().sight(work);
        if (sight.run().isEmpty()
                || sight.lane().isEmpty()
                || !isInHand(work, sight.run().get(), sight.lane().get())) {
            return new Outcome.AlreadyDone();
        }
        Instant began = engine.now();
        Run run = sight.run().get();
        Item item = sight.lane().get();
        Lane lane = Lanes.lane(item);
        if (run.pause() != null || sight.stopped()) {
            return new Outcome.Later(null, "paused");
        }
        if (isKeptOut(run, lane)) {
            engine.ledger().lanes.put(item, lane.parked());
            return new Outcome.Later(null, "the window is full");
        }
        if (lane.hops() > HopBudget.BATCH) {
            return HopBudget.spent(engine, run);
        }
        Manifest manifest = manifest(work);
        Optional<Instant> notBefore = notBefore(run, item, lane, manifest);
        if (notBefore.isPresent() && engine.now().isBefore(notBefore.get())) {
            engine.send(work, Duration.between(engine.now(), notBefore.get()));
            measure("throttled", run, work, Map.of(Metric.THROTTLES, 1L));
            return new Outcome.Later(notBefore.get(), "throttled");
        }
        Optional<Result> result;
        try {
            result = new Batch(engine, run, work, manifest.entries(), deadline).run();
        } catch (NotInStore missing) {
            giveUp(run, work, NotInStore.CODE, Optional.of(item));
            return new Outcome.Refused(missing.reason());
        }
        if (result.isEmpty()) {
            engine.ledger().lanes.put(item, lane.sentAgain(engine.now()));
            engine.send(work);
            return new Outcome.Later(engine.now(), "out of time");
        }
        return close(run, work, result.get(), began, Optional.of(item));
    }

    private void measure(String event, Run run, Work.Batch work, Map<Metric, Long> measured) {
        engine.log()
                .info(
                        event,
                        Map.of(
                                "run", run.runId(),
                                "operation", run.operation(),
                                "stage", work.stage(),
                                "batch", work.batch()),
                        measured);
    }

    private Map<Metric, Long> measured(Run run, Lane lane, Result result, Instant began) {
        Map<Metric, Long> measured = new EnumMap<>(Metric.class);
        measured.put(Metric.BATCH_LATENCY, Duration.between(began, engine.now()).toMillis());
        measured.put(Metric.HOPS, (long) lane.hops());
        if (run.leg().planned().get(lane.stage()).counted()) {
            result.decided()
                    .forEach(one -> measured.merge(Metric.of(one.verdict()), 1L, Long::sum));
        }
        return measured;
    }

    private static boolean isInHand(Work.Batch work, Run run, Item lane) {
        return run.isAt(work.epoch(), Phase.APPLYING)
                && run.leg().stage() == work.stage()
                && Lanes.lane(lane).open() == work.batch();
    }

    private boolean isKeptOut(Run run, Lane lane) {
        if (run.window() >= lane.lanes()) {
            return false;
        }
        long before =
                engine.ledger().lanes.ofStage(run).stream()
                        .map(Lanes::lane)
                        .filter(other -> !other.isThrough() && other.index() < lane.index())
                        .count();
        return before >= run.window();
    }

    Manifest manifest(Work.Batch work) {
        return engine.vault()
                .read(
                        work.run(),
                        Manifest.name(work.epoch(), work.stage(), work.batch()),
                        Manifest.class)
                .orElseThrow(
                        () -> new IllegalStateException("the plan has no batch " + work.batch()));
    }

    /// Reserves the batch's place in the rate, once.
    private Optional<Instant> notBefore(Run run, Item item, Lane lane, Manifest manifest) {
        Double rate = run.ratePerSecond();
        if (rate == null || lane.notBefore() != null) {
            return Optional.ofNullable(lane.notBefore());
        }
        Instant start =
                engine.ledger()
                        .rates
                        .reserve(
                                "run " + run.runId(),
                                manifest.entries().size(),
                                rate,
                                engine.now());
        engine.ledger().lanes.put(item, lane.reserved(start, engine.now()));
        return Optional.of(start);
    }

    /// Closes a batch that can't be applied: its records are `failed`, and the lane goes on.
    ///
    /// @param why a code
    Outcome giveUp(Run run, Work.Batch work, String why, Optional<Item> seen) {
        Instant began = engine.now();
        List<Decided> failed =
                manifest(work).entries().stream()
                        .flatMap(entry ->
                                entry.records().stream()
                                        .map(record ->
                                                new Decided(
                                                        entry.key(),
                                                        entry.tallied(),
                                                        record,
                                                        Verdict.FAILED,
                                                        why)))
                        .toList();
        Result result =
                engine.vault()
                        .settle(
                                work.run(),
                                Result.name(work.epoch(), work.stage(), work.batch()),
                                new Result(failed),
                                Result.class);
        return close(run, work, result, began, seen);
    }

    /// Closes the batch if it still is the lane's open one, and sends the next.
    ///
    /// @param began when it was taken up
    /// @param seen the lane as it was read before, which it nearly always still is
    Outcome close(Run run, Work.Batch work, Result result, Instant began, Optional<Item> seen) {
        Id id = Lanes.id(work.run(), work.epoch(), work.stage(), work.lane());
        for (Optional<Item> item = seen; ; item = engine.ledger().lanes.get(id)) {
            if (item.isEmpty() || Lanes.lane(item.get()).open() != work.batch()) {
                return new Outcome.AlreadyDone();
            }
            Lane lane = Lanes.lane(item.get());
            Lane closed = lane.closed(result.tally(), engine.now());
            if (engine.ledger().lanes.put(item.get(), closed).isPresent()) {
                measure("batch-closed", run, work, measured(run, lane, result, began));
                if (closed.isThrough()) {
                    List<Item> lanes = engine.ledger().lanes.ofStage(run);
                    conductor.goOn(run, lanes);
                } else {
                    engine.send(closed.work());
                }
                return new Outcome.Done();
            }
        }
    }
}
