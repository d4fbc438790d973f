package dev.handover.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Differences;
import dev.handover.document.Json;
import dev.handover.document.Mask;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan as the person who approves it sees it: what each stage will work on, a few masked
/// examples of how a document is now and how it will be, and page by page which records there are,
/// what will become of them as they now are, and which of their fields will change.
public final class PlanView {
    private static final int EXAMPLES = 5;

    private PlanView() {}

    /// @param next null for the first page of records, else `next` of the page before
    /// @throws IllegalArgumentException when it is none
    public static ObjectNode of(Engine engine, Run run, @Nullable String next) {
        ObjectNode view = Json.object().put("runId", run.runId()).put("digest", run.leg().digest());
        ArrayNode stages = view.putArray("stages");
        run.leg().planned().forEach(planned -> stages.add(Json.tree(planned)));
        Spot from = Spot.of(next);
        ArrayNode examples = view.putArray("examples");
        ArrayNode records = view.putArray("records");
        if (run.sealedAt() != null) {
            return view;
        }
        List<Stage> all = engine.stages(run);
        CountedBatches batches = new CountedBatches(engine, run);
        if (next == null) {
            examples(engine, batches, all, examples);
        }
        records(engine, batches, all, from, records)
                .ifPresent(rest -> view.put("next", rest.toString()));
        return view;
    }

    /// One of each stage, then a second of each.
    private static void examples(
            Engine engine, CountedBatches batches, List<Stage> all, ArrayNode examples) {
        List<Spot> firsts = new ArrayList<>();
        Optional<Spot> at = batches.from(new Spot(0, 0));
        while (at.isPresent()) {
            firsts.add(at.get());
            at = batches.from(at.get().nextStage());
        }
        for (int nth = 0; nth < EXAMPLES; nth++) {
            for (Spot first : firsts) {
                if (examples.size() < EXAMPLES
                        && all.get(first.stage()) instanceof Edit edit
                        && nth < batches.entries(first).size()) {
                    examples.add(example(engine, edit, batches.entries(first).get(nth)));
                }
            }
        }
    }

    /// A batch is a page.
    ///
    /// @return where the next page begins
    private static Optional<Spot> records(
            Engine engine, CountedBatches batches, List<Stage> all, Spot from, ArrayNode records) {
        Optional<Spot> at = batches.from(from);
        while (at.isPresent() && records.isEmpty()) {
            Spot batch = at.get();
            if (all.get(batch.stage()) instanceof Edit edit) {
                List<Stage.Entry> entries = batches.entries(batch);
                Map<Key, Document> now =
                        engine.stores().read(entries.stream().map(Stage.Entry::key).toList());
                entries.forEach(
                        entry -> record(engine, edit, entry, now.get(entry.key()), records));
            }
            at = batches.from(batch.next());
        }
        return at;
    }

    private static void record(
            Engine engine, Edit edit, Stage.Entry entry, Document current, ArrayNode records) {
        Edit.Decision decision = decide(engine, edit, entry, current);
        List<String> fields = Differences.of(current.content(), decision.after());
        for (Edit.Outcome outcome : decision.outcomes()) {
            ObjectNode record = records.addObject();
            record.put("stage", edit.name())
                    .put("store", entry.key().store())
                    .put("collection", entry.key().collection())
                    .put("kind", entry.kind())
                    .setAll(Json.tree(outcome));
            fields.forEach(record.putArray("fields")::add);
        }
    }

    private static ObjectNode example(Engine engine, Edit edit, Stage.Entry entry) {
        Document current = read(engine, entry.key());
        Edit.Decision decision = decide(engine, edit, entry, current);
        Mask.Pair masked = Mask.of(current.content(), decision.after());
        ObjectNode example =
                Json.object()
                        .put("store", entry.key().store())
                        .put("collection", entry.key().collection())
                        .put("kind", entry.kind())
                        .put("before", masked.before())
                        .put("after", masked.after());
        decision.outcomes()
                .forEach(outcome -> example.withArray("records").add(Json.tree(outcome)));
        return example;
    }

    private static Edit.Decision decide(
            Engine engine, Edit edit, Stage.Entry entry, Document current) {
        return edit.decide(entry, current, new Edit.Facts(engine.stores().read(edit.facts(entry))));
    }

    private static Document read(Engine engine, Key key) {
        return engine.stores().named(key.store()).read(List.of(key)).getFirst();
    }
}
