package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Pages.Journal;
import dev.handover.run.Pages.Line;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The stages of an undo: those of all earlier legs backwards, each taking its edits back as the
/// journal tells them.
final class Undo {
    private Undo() {}

    static List<Stage> stages(Engine engine, Run run) {
        List<Stage> forward = engine.forward(run);
        List<Stage> back = new ArrayList<>();
        for (Leg leg : run.legs().reversed()) {
            if (leg.kind() != Leg.Kind.UNDO) {
                for (int stage = leg.planned().size() - 1; stage >= 0; stage--) {
                    Past past = new Past(engine, run, leg, stage, new ConcurrentHashMap<>());
                    back.add(
                            switch (forward.get(stage)) {
                                case Edit edit -> new UndoEdit(past, edit);
                                case Task task -> new UndoTask(past, task);
                            });
                }
            }
        }
        return back;
    }

    /// The journal of one stage of an earlier leg, batch by batch: one batch of the past is one
    /// page to undo.
    ///
    /// @param known chains read before: all documents of a batch ask for the same
    private record Past(
            Engine engine, Run run, Leg leg, int stage, Map<String, List<Journal>> known) {
        Stage.Found find(@Nullable String from) {
            int batch = from == null ? 0 : Integer.parseInt(from);
            int batches = leg.planned().get(stage).batches();
            String next = batch + 1 < batches ? String.valueOf(batch + 1) : null;
            return new Stage.Found(batch < batches ? entries(batch) : List.of(), next);
        }

        private List<Stage.Entry> entries(int batch) {
            String origin = Journal.origin(leg.epoch(), stage, batch);
            Map<Key, Set<String>> records = new LinkedHashMap<>();
            Map<Key, String> kinds = new LinkedHashMap<>();
            for (Journal page : chain(origin)) {
                for (Line line : page.lines()) {
                    kinds.put(line.key(), line.kind());
                    Set<String> changed =
                            records.computeIfAbsent(line.key(), _ -> new LinkedHashSet<>());
                    line.outcomes().stream()
                            .filter(outcome -> outcome.verdict() == Verdict.CHANGED)
                            .forEach(outcome -> changed.add(outcome.record()));
                }
            }
            return records.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .map(entry ->
                            new Stage.Entry(
                                    entry.getKey(),
                                    kinds.get(entry.getKey()),
                                    List.copyOf(entry.getValue()),
                                    List.of(),
                                    origin))
                    .toList();
        }

        List<Journal> chain(String origin) {
            return known.computeIfAbsent(
                    origin, name -> Journal.chain(engine.vault(), run.runId(), name));
        }

        String name() {
            return "undo-" + leg.planned().get(stage).stage();
        }

        boolean counted() {
            return leg.planned().get(stage).counted();
        }
    }

    private record UndoEdit(Past past, Edit edit) implements Edit {
        @Override
        public String name() {
            return past.name();
        }

        @Override
        public boolean counted() {
            return past.counted();
        }

        @Override
        public Found find(@Nullable String from, int limit) {
            return past.find(from);
        }

        /// Reads the journal too: [#decide] must not meet trouble, which would be taken for a
        /// rule's mistake.
        @Override
        public List<Key> facts(Entry entry) {
            past.chain(origin(entry));
            return edit.facts(entry);
        }

        /// Takes back the newest journaled edit first.
        @Override
        public Decision decide(Entry entry, Document current, Facts facts) {
            Document now = current;
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            List<Effect> effects = new ArrayList<>();
            for (Journal page : past.chain(origin(entry)).reversed()) {
                Optional<Line> line = page.of(entry.key());
                if (line.isPresent()) {
                    Decision back = edit.restore(entry, now, line.get().wrote(), facts);
                    now = new Document(now.key(), back.after(), now.version());
                    effects.addAll(back.effects());
                    back.outcomes()
                            .forEach(outcome ->
                                    outcomes.merge(outcome.record(), outcome, UndoEdit::graver));
                }
            }
            return new Decision(
                    now.content(),
                    List.copyOf(outcomes.values()),
                    effects.stream().distinct().toList());
        }

        private static Outcome graver(Outcome one, Outcome other) {
            return rank(one) >= rank(other) ? one : other;
        }

        private static int rank(Outcome outcome) {
            return switch (outcome.verdict()) {
                case UNCHANGED -> 0;
                case CHANGED -> 1;
                case SKIPPED -> 2;
                case HELD -> 3;
                case UNSUPPORTED -> 4;
                case FAILED -> 5;
            };
        }

        private static String origin(Entry entry) {
            String origin = entry.origin();
            if (origin == null) {
                throw new IllegalArgumentException(
                        "an entry of an undo names the batch that it takes back");
            }
            return origin;
        }

        @Override
        public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
            throw new IllegalStateException(
                    "an undo is not undone; what it brought back can be claimed again");
        }

        /// What would still be restored is left over.
        @Override
        public Audit audit(@Nullable String from, int limit) {
            Found found = past.find(from);
            List<Leftover> leftovers = new ArrayList<>();
            for (Entry entry : found.entries()) {
                Facts facts = new Facts(past.engine().stores().read(facts(entry)));
                Document current = read(entry.key());
                if (!current.has(decide(entry, current, facts).after())) {
                    entry.records()
                            .forEach(record ->
                                    leftovers.add(
                                            new Leftover(entry.key(), record, "not-restored")));
                }
            }
            return new Audit(leftovers, List.of(), found.next());
        }

        private Document read(Key key) {
            return past.engine().stores().named(key.store()).read(List.of(key)).getFirst();
        }
    }

    private record UndoTask(Past past, Task task) implements Task {
        @Override
        public String name() {
            return past.name();
        }

        @Override
        public boolean counted() {
            return past.counted();
        }

        @Override
        public Found find(@Nullable String from, int limit) {
            return past.find(from);
        }

        @Override
        public Check check(Entry entry, String record) {
            return task.check(entry, record) == Check.TO_DO ? Check.DONE : Check.TO_DO;
        }

        @Override
        public Outcome perform(Entry entry, String record) {
            return task.compensate(entry, record);
        }

        @Override
        public Outcome compensate(Entry entry, String record) {
            throw new IllegalStateException("an undo is not undone");
        }

        @Override
        public Audit audit(@Nullable String from, int limit) {
            Found found = past.find(from);
            List<Leftover> leftovers = new ArrayList<>();
            for (Entry entry : found.entries()) {
                entry.records().stream()
                        .filter(record -> check(entry, record) != Check.DONE)
                        .forEach(record ->
                                leftovers.add(new Leftover(entry.key(), record, "not-taken-back")));
            }
            return new Audit(leftovers, List.of(), found.next());
        }
    }
}
