package dev.handover.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.document.Mask;
import dev.handover.run.Pages.Manifest;
import dev.handover.store.Document;
import dev.handover.store.Key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan as the person who approves it sees it: what each stage will work on, and a few masked
/// examples of how a document is now and how it will be.
public final class PlanView {
    private static final int EXAMPLES = 5;

    private PlanView() {}

    public static ObjectNode of(Engine engine, Run run) {
        ObjectNode view = Json.object().put("runId", run.runId()).put("digest", run.leg().digest());
        ArrayNode stages = view.putArray("stages");
        run.leg().planned().forEach(planned -> stages.add(Json.tree(planned)));
        ArrayNode examples = view.putArray("examples");
        List<Stage> all = run.sealedAt() == null ? engine.stages(run) : List.of();
        for (int stage = 0; stage < all.size() && examples.isEmpty(); stage++) {
            if (all.get(stage) instanceof Edit edit) {
                entries(engine, run, stage).stream()
                        .limit(EXAMPLES)
                        .forEach(entry -> examples.add(example(engine, edit, entry)));
            }
        }
        return view;
    }

    private static List<Stage.Entry> entries(Engine engine, Run run, int stage) {
        Optional<Manifest> first =
                engine.vault()
                        .read(
                                run.runId(),
                                Manifest.name(run.leg().epoch(), stage, 0),
                                Manifest.class);
        return first.map(Manifest::entries).orElse(List.of());
    }

    private static ObjectNode example(Engine engine, Edit edit, Stage.Entry entry) {
        Map<Key, Document> facts = new HashMap<>();
        edit.facts(entry).forEach(key -> facts.put(key, read(engine, key)));
        Document current = read(engine, entry.key());
        Edit.Decision decision = edit.decide(entry, current, new Edit.Facts(facts));
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

    private static Document read(Engine engine, Key key) {
        return engine.stores().named(key.store()).read(List.of(key)).getFirst();
    }
}
