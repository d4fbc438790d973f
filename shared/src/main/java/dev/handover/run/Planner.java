package dev.handover.run;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.run.Leg.Phase;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Plans the current leg of a run: takes its locks, lets each stage find its documents, writes them
/// down as numbered manifests, and fixes the plan by its digest. Reads the system, never writes to
/// it.
///
/// Trigger: queue `plans`. Twice, half-way, two at once: every manifest is written only if its name
/// is free, and names where the search goes on; whoever comes later follows what is written. When
/// it gives up (dead letter), the run ends as `failed`: nothing was changed, so a person may simply
/// start it again. So ends, at once, one whose data map names what the stores don't have. A run of
/// which the system's stores say that it must not be ends as `refused`.
public final class Planner {
    private final Engine engine;
    private final Conductor conductor;

    public Planner(Engine engine) {
        this.engine = engine;
        conductor = new Conductor(engine);
    }

    public Outcome plan(Work.Plan work, Deadline deadline) {
        Ledger.Sight sight = engine.ledger().sight(work.run());
        Optional<Run> found = sight.run();
        if (found.isPresent() && found.get().isAt(work.epoch(), Phase.PLANNED)) {
            conductor.advance(found.get()); // accepted meanwhile, perhaps
            return new Outcome.AlreadyDone();
        }
        if (found.isEmpty()
                || !(found.get().isAt(work.epoch(), Phase.QUEUED)
                        || found.get().isAt(work.epoch(), Phase.PLANNING))) {
            return new Outcome.AlreadyDone();
        }
        Run run = found.get();
        if (run.pause() != null || sight.stopped()) {
            return new Outcome.Later(null, "paused");
        }
        if (engine.now().isBefore(run.leg().notBefore())) {
            engine.send(work, Duration.between(engine.now(), run.leg().notBefore()));
            return new Outcome.Later(
                    run.leg().notBefore(), "late duplicates of what came before must die first");
        }
        if (run.leg().phase() == Phase.QUEUED) {
            Optional<String> blocker = engine.ledger().locks.take(run);
            if (blocker.isPresent()) {
                engine.ledger()
                        .runs
                        .update(
                                run.runId(),
                                now ->
                                        now.isAt(work.epoch(), Phase.QUEUED)
                                                ? now.waiting("waits for run " + blocker.get())
                                                : now);
                return new Outcome.Later(null, "waits for run " + blocker.get());
            }
            engine.keys().make(run.runId());
            String rules = run.rules() != null ? run.rules() : rules(run);
            run =
                    engine.ledger()
                            .runs
                            .update(
                                    work.run(),
                                    now ->
                                            now.isAt(work.epoch(), Phase.QUEUED)
                                                    ? now.with(now.leg().at(Phase.PLANNING))
                                                            .waiting(null)
                                                            .ruledBy(rules)
                                                    : now);
            if (!run.isAt(work.epoch(), Phase.PLANNING)) {
                // cancelled, or another planner is further on; what it locked, whoever ends the run
                // releases
                return new Outcome.AlreadyDone();
            }
        }
        try {
            return follow(run, work, deadline);
        } catch (NotInStore missing) {
            conductor.endUnplanned(run, missing.reason());
            return new Outcome.Refused(missing.reason());
        }
    }

    private Outcome follow(Run run, Work.Plan work, Deadline deadline) {
        if (run.leg().hops() > HopBudget.LEG) {
            return HopBudget.spent(engine, run);
        }
        Optional<String> refused = refusal(run);
        if (refused.isPresent()) {
            conductor.end(run, Run.End.REFUSED, refused.get(), null);
            return new Outcome.Refused(refused.get());
        }
        if (!isPrepared(run, deadline)) {
            update(work, leg -> leg.hopped(leg.hops() + 1));
            engine.send(work);
            return new Outcome.Done();
        }
        List<Stage> stages = engine.stages(run);
        List<Leg.Planned> through = new ArrayList<>(run.leg().planned());
        String known = run.leg().digest();
        String digest = known != null ? known : beginning(run);
        int batch = run.leg().page();
        Chain chain = new Chain(engine.vault(), run.runId(), batch > 0);
        for (int stage = through.size(); stage < stages.size(); stage++) {
            Manifest page =
                    page(
                            chain,
                            run,
                            stages.get(stage),
                            stage,
                            batch,
                            Manifest.before(digest),
                            deadline);
            while (page.next() != null) {
                batch++;
                page = page(chain, run, stages.get(stage), stage, batch, page, deadline);
                if (deadline.isNear() && page.next() != null) {
                    return goOnLater(work, through, batch, digest);
                }
            }
            int batches = page.entries().isEmpty() ? batch : batch + 1;
            through.add(
                    new Leg.Planned(
                            stages.get(stage).name(),
                            stages.get(stage).counted(),
                            batches,
                            page.documents(),
                            page.found(),
                            page.settled()));
            digest = page.digest();
            batch = 0;
            if (deadline.isNear() && through.size() < stages.size()) {
                return goOnLater(work, through, batch, digest);
            }
        }
        String fixed = digest;
        conductor.advance(update(work, leg -> leg.planned(through, fixed)));
        return new Outcome.Done();
    }

    /// Whether all is known that must be before the first page.
    private boolean isPrepared(Run run, Deadline deadline) {
        Leg leg = run.leg();
        return switch (leg.kind()) {
            case FORWARD ->
                    !leg.planned().isEmpty()
                            || leg.page() > 0
                            || Learning.of(engine, run, deadline);
            case REDRIVE -> Redrive.unresolved(engine, run).gather(deadline);
            case UNDO -> true;
        };
    }

    /// Only before the first page of the plan is written.
    private Optional<String> refusal(Run run) {
        Leg leg = run.leg();
        boolean begins = leg.planned().isEmpty() && leg.page() == 0;
        return leg.kind() == Leg.Kind.FORWARD && begins
                ? engine.operation(run).refuses(run)
                : Optional.empty();
    }

    private static String beginning(Run run) {
        List<Object> asked =
                new ArrayList<>(List.of(run.operation(), run.request(), run.leg().kind()));
        if (run.rules() != null) {
            asked.add(run.rules());
        }
        return Content.sha256(Json.bytes(asked));
    }

    /// Writes the rules down beside the plan; another planner may have been first with other ones.
    private @Nullable String rules(Run run) {
        String text = engine.rules().text();
        return text == null
                ? null
                : engine.vault()
                        .settleOpen(
                                run.runId(),
                                Rulebook.Kept.NAME,
                                new Rulebook.Kept(text),
                                Rulebook.Kept.class)
                        .version();
    }

    private Outcome goOnLater(Work.Plan work, List<Leg.Planned> through, int batch, String digest) {
        update(work, leg -> leg.plannedSoFar(through, batch, through.isEmpty() ? null : digest));
        engine.send(work);
        return new Outcome.Done();
    }

    private Run update(Work.Plan work, UnaryOperator<Leg> change) {
        return engine.ledger()
                .runs
                .update(
                        work.run(),
                        now ->
                                now.isAt(work.epoch(), Phase.PLANNING)
                                        ? now.with(change.apply(now.leg()))
                                        : now);
    }

    /// The page of that number, as somebody wrote it or as it is found now. Pages without any
    /// document get no number, unless the time is up.
    private Manifest page(
            Chain chain,
            Run run,
            Stage stage,
            int index,
            int batch,
            Manifest before,
            Deadline deadline) {
        String name = Manifest.name(run.epoch(), index, batch);
        return chain.page(name, Manifest.class, () -> made(stage, before, deadline));
    }

    private Manifest made(Stage stage, Manifest before, Deadline deadline) {
        int limit = engine.settings().batchSize();
        Stage.Found next = stage.find(before.next(), limit);
        Tally settled = next.settled();
        while (next.entries().isEmpty() && next.next() != null && !deadline.isNear()) {
            next = stage.find(next.next(), limit);
            settled = settled.plus(next.settled());
        }
        return before.followedBy(merged(next.entries()), next.next(), settled);
    }

    /// A scan may give a document twice; it is worked on once.
    private static List<Entry> merged(List<Entry> found) {
        Map<Key, Entry> byKey = new LinkedHashMap<>();
        for (Entry entry : found) {
            byKey.merge(
                    entry.key(),
                    entry,
                    (one, other) ->
                            new Entry(
                                    one.key(),
                                    one.kind(),
                                    Stream.concat(one.records().stream(), other.records().stream())
                                            .distinct()
                                            .toList(),
                                    Stream.concat(one.via().stream(), other.via().stream())
                                            .distinct()
                                            .toList(),
                                    one.origin()));
        }
        return List.copyOf(byKey.values());
    }
}
