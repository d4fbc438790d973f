package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Gives things to another owner, under the name that stands in another document.
record Relabel(Store store) implements Edit {
    private static final Reference OLD = Reference.equal(RelabelSubject.THINGS, "owner", "old");

    @Override
    public String name() {
        return "relabel";
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        Page page = store.find(OLD, from, limit);
        return new Found(page.documents().stream().map(Relabel::entry).toList(), page.next());
    }

    private static Entry entry(Document document) {
        return new Entry(document.key(), "thing", List.of(document.key().id()));
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        Page page = store.find(Reference.all(RelabelSubject.THINGS), from, limit);
        List<Leftover> leftovers = new ArrayList<>();
        for (Document document : page.documents()) {
            ObjectNode thing = thing(document.content());
            if (thing.path("owner").asText().equals("old") && thing.path("note").isTextual()) {
                leftovers.add(new Leftover(document.key(), document.key().id(), "still-old"));
            }
        }
        return new Audit(leftovers, List.of(), page.next());
    }

    @Override
    public List<Key> facts(Entry entry) {
        return List.of(RelabelSubject.NAMES);
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        String id = entry.records().getFirst();
        if (current.content() == null) {
            return as(current, id, Verdict.SKIPPED, "gone");
        }
        ObjectNode thing = thing(current.content());
        if (!thing.path("note").isTextual()) {
            return as(current, id, Verdict.UNSUPPORTED, "no-note");
        }
        return switch (thing.path("owner").asText()) {
            case "old" -> {
                thing.put("owner", "new");
                thing.set("name", thing(facts.of(RelabelSubject.NAMES).content()).path("name"));
                yield new Decision(
                        Content.of(thing.toString()),
                        List.of(new Outcome(id, Verdict.CHANGED, null)),
                        List.of(new Effect("evict", id, Json.object().put("id", id))));
            }
            case "new" -> as(current, id, Verdict.UNCHANGED, "already-new");
            default -> as(current, id, Verdict.SKIPPED, "somebody-elses");
        };
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        String id = entry.records().getFirst();
        if (current.has(wrote.before())) {
            return as(current, id, Verdict.UNCHANGED, "as-before");
        }
        if (current.has(wrote.after())) {
            return new Decision(wrote.before(), List.of(new Outcome(id, Verdict.CHANGED, null)));
        }
        ObjectNode thing = current.content() == null ? Json.object() : thing(current.content());
        if (!thing.path("owner").asText().equals("new")) {
            return as(current, id, Verdict.SKIPPED, "somebody-elses");
        }
        thing.put("owner", "old");
        thing.set("name", thing(wrote.before()).path("name"));
        return new Decision(
                Content.of(thing.toString()), List.of(new Outcome(id, Verdict.CHANGED, null)));
    }

    private static Decision as(Document current, String id, Verdict verdict, String reason) {
        return new Decision(current.content(), List.of(new Outcome(id, verdict, reason)));
    }

    private static ObjectNode thing(@Nullable Content content) {
        return content == null ? Json.object() : (ObjectNode) Json.parse(content.text());
    }
}
