package dev.handover.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Differences;
import dev.handover.document.Json;
import dev.handover.document.Mask;
import dev.handover.run.Pages.Manifest;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan as the person who approves it sees it: what each stage will work on, a few masked
/// examples of how a document is now and how it will be, and page by page which records there are,
/// what will become of them as they now are, and which of their fields will change.
public final class PlanView {
    private static final int EXAMPLES = 5;

    private PlanView() {}

    /// Where a page of records begins.
    private record At(int stage, int batch) {}

    private interface Manifests {
        Optional<List<Stage.Entry>> entries(At at);
    }

    /// @param next null for the first page of records, else `next` of the page before
    /// @throws IllegalArgumentException when it is none
    public static ObjectNode of(Engine engine, Run run, @Nullable String next) {
        ObjectNode view = Json.object().put("runId", run.runId()).put("digest", run.leg().digest());
        ArrayNode stages = view.putArray("stages");
        run.leg().planned().forEach(planned -> stages.add(Json.tree(planned)));
        List<Stage> all = run.sealedAt() == null ? engine.stages(run) : List.of();
        Map<At, Optional<List<Stage.Entry>>> known = new HashMap<>();
        Manifests manifests = at -> known.computeIfAbsent(at, _ -> entries(engine, run, at));
        if (next == null) {
            examples(engine, manifests, all, view.putArray("examples"));
        }
        records(engine, manifests, all, at(next), view);
        return view;
    }

    /// One of each stage, then a second of each.
    private static void examples(
            Engine engine, Manifests manifests, List<Stage> all, ArrayNode examples) {
        List<List<Stage.Entry>> entries = new ArrayList<>();
        for (int stage = 0; stage < all.size(); stage++) {
            entries.add(manifests.entries(new At(stage, 0)).orElse(List.of()));
        }
        for (int nth = 0; nth < EXAMPLES; nth++) {
            for (int stage = 0; stage < all.size() && examples.size() < EXAMPLES; stage++) {
                if (all.get(stage) instanceof Edit edit && nth < entries.get(stage).size()) {
                    examples.add(example(engine, edit, entries.get(stage).get(nth)));
                }
            }
        }
    }

    /// A batch is a page.
    private static void records(
            Engine engine, Manifests manifests, List<Stage> all, At from, ObjectNode view) {
        ArrayNode records = view.putArray("records");
        At at = from;
        while (at.stage() < all.size() && records.isEmpty()) {
            Optional<List<Stage.Entry>> entries = manifests.entries(at);
            if (entries.isPresent() && all.get(at.stage()) instanceof Edit edit) {
                Map<Key, Document> now =
                        engine.stores().read(entries.get().stream().map(Stage.Entry::key).toList());
                for (Stage.Entry entry : entries.get()) {
                    record(engine, edit, entry, now.get(entry.key()), records);
                }
            }
            at =
                    entries.isPresent()
                            ? new At(at.stage(), at.batch() + 1)
                            : new At(at.stage() + 1, 0);
        }
        if (at.stage() < all.size()) {
            view.put("next", at.stage() + "." + at.batch());
        }
    }

    private static At at(@Nullable String next) {
        if (next == null) {
            return new At(0, 0);
        }
        if (!next.matches("\\d{1,4}\\.\\d{1,8}")) {
            throw new IllegalArgumentException("not the next page of a plan");
        }
        String[] parts = next.split("\\.");
        return new At(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private static Optional<List<Stage.Entry>> entries(Engine engine, Run run, At at) {
        return engine.vault()
                .read(
                        run.runId(),
                        Manifest.name(run.leg().epoch(), at.stage(), at.batch()),
                        Manifest.class)
                .map(Manifest::entries);
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
