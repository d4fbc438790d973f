package dev.handover.run;

import dev.handover.document.Counts;
import dev.handover.document.Tally;
import dev.handover.document.Verdict;
import dev.handover.run.Pages.Audit;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Journal;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The stages of a redrive: the same as forward, over exactly the records that the leg before left
/// unresolved. It finds them in the manifests of the first leg, without searching the system again;
/// an entry names as its origin the journals of the batches that had it in earlier legs, so that
/// what they changed counts as changed and its effects are sent.
final class Redrive {
    private Redrive() {}

    static List<Stage> stages(Engine engine, Run run) {
        List<Leg> past = past(run);
        Supplier<Set<String>> unresolved = once(() -> unresolved(engine, run, past.getLast()));
        List<Stage> stages = new ArrayList<>();
        List<Stage> forward = engine.forward(run);
        for (int stage = 0; stage < forward.size(); stage++) {
            Again again = Again.of(engine, run, past, stage, unresolved);
            stages.add(
                    switch (forward.get(stage)) {
                        case Edit edit -> new EditAgain(again, edit);
                        case Task task -> new TaskAgain(again, task);
                    });
        }
        return stages;
    }

    /// Planning needs them, and reads all results for it; applying and verifying do not.
    private static <T> Supplier<T> once(Supplier<T> costly) {
        AtomicReference<@Nullable T> known = new AtomicReference<>();
        return () ->
                Objects.requireNonNull(
                        known.updateAndGet(value -> value != null ? value : costly.get()));
    }

    /// The last verdicts so far, without those of the records that are tried again.
    static Tally base(Engine engine, Run run) {
        List<Leg> past = past(run);
        Set<String> unresolved = unresolved(engine, run, past.getLast());
        Map<String, Decided> last = new HashMap<>();
        for (Leg leg : past) {
            for (int stage = 0; stage < leg.planned().size(); stage++) {
                if (leg.planned().get(stage).counted()) {
                    for (Decided one : decided(engine, run, leg, stage)) {
                        last.put(stage + " " + one.key() + " " + one.record(), one);
                    }
                }
            }
        }
        return last.values().stream()
                .filter(one -> !unresolved.contains(one.record()))
                .map(one -> Tally.of(one.tallied(), Counts.of(List.of(one.verdict()))))
                .reduce(Tally.NONE, Tally::plus);
    }

    /// The earlier legs that had a plan.
    private static List<Leg> past(Run run) {
        return run.legs().subList(0, run.legs().size() - 1).stream()
                .filter(leg -> leg.phase() != Leg.Phase.QUEUED && leg.phase() != Leg.Phase.PLANNING)
                .toList();
    }

    /// Failed or held in any stage, never reached there, or found left over by the verification.
    private static Set<String> unresolved(Engine engine, Run run, Leg past) {
        Set<String> records = new HashSet<>();
        for (int stage = 0; stage < past.planned().size(); stage++) {
            for (int batch = 0; batch < past.planned().get(stage).batches(); batch++) {
                Optional<Result> result = result(engine, run, past, stage, batch);
                if (result.isEmpty()) {
                    manifest(engine, run, past, stage, batch)
                            .forEach(entry -> records.addAll(entry.records()));
                } else {
                    result.get().decided().stream()
                            .filter(one ->
                                    one.verdict() == Verdict.FAILED
                                            || one.verdict() == Verdict.HELD)
                            .forEach(one -> records.add(one.record()));
                }
            }
            int page = 0;
            Optional<Audit> audit = audit(engine, run, past, stage, page);
            while (audit.isPresent()) {
                audit.get().leftovers().forEach(leftover -> records.add(leftover.record()));
                page++;
                audit = audit(engine, run, past, stage, page);
            }
        }
        return records;
    }

    private static Optional<Audit> audit(Engine engine, Run run, Leg past, int stage, int page) {
        return engine.vault()
                .read(run.runId(), Audit.name(past.epoch(), stage, 2, page), Audit.class);
    }

    private static List<Decided> decided(Engine engine, Run run, Leg past, int stage) {
        List<Decided> all = new ArrayList<>();
        for (int batch = 0; batch < past.planned().get(stage).batches(); batch++) {
            result(engine, run, past, stage, batch)
                    .ifPresent(result -> all.addAll(result.decided()));
        }
        return all;
    }

    private static Optional<Result> result(Engine engine, Run run, Leg past, int stage, int batch) {
        return engine.vault()
                .read(run.runId(), Result.name(past.epoch(), stage, batch), Result.class);
    }

    private static List<Stage.Entry> manifest(
            Engine engine, Run run, Leg past, int stage, int batch) {
        return engine.vault()
                .read(run.runId(), Manifest.name(past.epoch(), stage, batch), Manifest.class)
                .map(Manifest::entries)
                .orElse(List.of());
    }

    private record Again(
            Engine engine,
            Run run,
            List<Leg> past,
            int stage,
            Supplier<Set<String>> unresolved,
            Supplier<Map<Key, String>> redriven) {

        static Again of(
                Engine engine,
                Run run,
                List<Leg> past,
                int stage,
                Supplier<Set<String>> unresolved) {
            return new Again(
                    engine,
                    run,
                    past,
                    stage,
                    unresolved,
                    once(() -> redriven(engine, run, past, stage)));
        }

        /// The origins that earlier redrives gave their entries, by document.
        private static Map<Key, String> redriven(
                Engine engine, Run run, List<Leg> past, int stage) {
            Map<Key, String> origins = new HashMap<>();
            for (Leg leg : past.subList(1, past.size())) {
                for (int batch = 0; batch < leg.planned().get(stage).batches(); batch++) {
                    String origin = Journal.origin(leg.epoch(), stage, batch);
                    manifest(engine, run, leg, stage, batch)
                            .forEach(entry -> origins.merge(entry.key(), origin, Pages::origins));
                }
            }
            return origins;
        }

        Stage.Found find(@Nullable String from) {
            int batch = from == null ? 0 : Integer.parseInt(from);
            Leg first = past.getFirst();
            int batches = first.planned().get(stage).batches();
            if (batch >= batches) {
                return new Stage.Found(List.of(), null);
            }
            Set<String> wanted = unresolved.get();
            String origin = Journal.origin(first.epoch(), stage, batch);
            List<Stage.Entry> entries =
                    manifest(engine, run, first, stage, batch).stream()
                            .map(entry ->
                                    entry.with(
                                            entry.records().stream()
                                                    .filter(wanted::contains)
                                                    .toList(),
                                            Pages.origins(origin, redriven.get().get(entry.key()))))
                            .filter(entry -> !entry.records().isEmpty())
                            .toList();
            return new Stage.Found(entries, batch + 1 < batches ? String.valueOf(batch + 1) : null);
        }
    }

    private record EditAgain(Again again, Edit edit) implements Edit {
        @Override
        public String name() {
            return edit.name();
        }

        @Override
        public boolean counted() {
            return edit.counted();
        }

        @Override
        public Found find(@Nullable String from, int limit) {
            return again.find(from);
        }

        @Override
        public List<Key> facts(Entry entry) {
            return edit.facts(entry);
        }

        @Override
        public Decision decide(Entry entry, Document current, Facts facts) {
            return edit.decide(entry, current, facts);
        }

        @Override
        public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
            return edit.restore(entry, current, wrote, facts);
        }

        @Override
        public Audit audit(@Nullable String from, int limit) {
            return edit.audit(from, limit);
        }
    }

    private record TaskAgain(Again again, Task task) implements Task {
        @Override
        public String name() {
            return task.name();
        }

        @Override
        public boolean counted() {
            return task.counted();
        }

        @Override
        public Found find(@Nullable String from, int limit) {
            return again.find(from);
        }

        @Override
        public Check check(Entry entry, String record) {
            return task.check(entry, record);
        }

        @Override
        public Edit.Outcome perform(Entry entry, String record) {
            return task.perform(entry, record);
        }

        @Override
        public Edit.Outcome compensate(Entry entry, String record) {
            return task.compensate(entry, record);
        }

        @Override
        public Audit audit(@Nullable String from, int limit) {
            return task.audit(from, limit);
        }
    }
}
