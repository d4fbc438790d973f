package dev.handover.run;

import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The stages of a redrive: the same as forward, over exactly the records that the leg before left
/// unresolved. It finds them in the manifests of the first leg, without searching the system again.
final class Redrive {
    private Redrive() {}

    static List<Stage> stages(Engine engine, Run run) {
        List<Leg> past = past(run);
        Supplier<Set<String>> unresolved = unresolved(engine, run).records().whole();
        List<Stage> stages = new ArrayList<>();
        List<Stage> forward = engine.forward(run);
        for (int stage = 0; stage < forward.size(); stage++) {
            Again again = new Again(engine.vault(), run.runId(), past, stage, unresolved);
            stages.add(
                    switch (forward.get(stage)) {
                        case Edit edit -> new EditAgain(again, edit);
                        case Task task -> new TaskAgain(again, task);
                    });
        }
        return stages;
    }

    static Unresolved unresolved(Engine engine, Run run) {
        return new Unresolved(engine, run, past(run).getLast());
    }

    /// The earlier legs that had a plan.
    private static List<Leg> past(Run run) {
        return run.legs().subList(0, run.legs().size() - 1).stream()
                .filter(leg -> leg.phase() != Leg.Phase.QUEUED && leg.phase() != Leg.Phase.PLANNING)
                .toList();
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
