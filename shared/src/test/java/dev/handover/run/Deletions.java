package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A small operation for the engine's tests: the notes of a user lose the user's name, as an
/// erasure would do it. A note is `{"owner": …, "by": …}`; one whose `by` is missing is
/// unsupported, one with `"bug": true` makes the rule fail.
final class Deletions implements Operation {
    static final String ERASED = "Deleted User";

    private final Supplier<Store> store;

    Deletions(Supplier<Store> store) {
        this.store = store;
    }

    static Key note(String id) {
        return new Key("memory", "notes", id);
    }

    @Override
    public String name() {
        return "erase";
    }

    @Override
    public List<Stage> stages(Run run, Names names) {
        return List.of(new EraseName(store.get(), run.request().path("subject").asText()));
    }

    record EraseName(Store store, String subject) implements Edit {
        @Override
        public String name() {
            return "erase-name";
        }

        @Override
        public Found find(@Nullable String from, int limit) {
            Page page = store.find(Reference.equal("notes", "owner", subject), from, limit);
            return new Found(
                    page.documents().stream()
                            .map(note -> new Entry(note.key(), "note", List.of(note.key().id())))
                            .toList(),
                    page.next());
        }

        @Override
        public Decision decide(Entry entry, Document current, Facts facts) {
            String record = entry.records().getFirst();
            if (current.content() == null) {
                return new Decision(null, List.of(new Outcome(record, Verdict.UNCHANGED, "gone")));
            }
            ObjectNode note = (ObjectNode) Json.parse(current.content().text());
            if (note.path("bug").asBoolean()) {
                throw new IllegalStateException("a bug that quotes " + current.content().text());
            }
            if (!note.path("by").isTextual()) {
                return new Decision(
                        current.content(),
                        List.of(new Outcome(record, Verdict.UNSUPPORTED, "by-missing")));
            }
            if (note.path("by").asText().equals(ERASED)) {
                return new Decision(
                        current.content(), List.of(new Outcome(record, Verdict.UNCHANGED, null)));
            }
            Content after = Content.of(Json.text(note.put("by", ERASED)));
            Effect evict = new Effect("evict", record, Json.object().put("key", record));
            return new Decision(
                    after, List.of(new Outcome(record, Verdict.CHANGED, null)), List.of(evict));
        }

        @Override
        public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
            String record = entry.records().getFirst();
            if (current.has(wrote.after())) {
                return new Decision(
                        wrote.before(), List.of(new Outcome(record, Verdict.CHANGED, null)));
            }
            Verdict verdict = current.has(wrote.before()) ? Verdict.UNCHANGED : Verdict.SKIPPED;
            return new Decision(
                    current.content(), List.of(new Outcome(record, verdict, "changed-since")));
        }

        @Override
        public Audit audit(@Nullable String from, int limit) {
            List<Leftover> left = new ArrayList<>();
            Page page = store.find(Reference.all("notes"), from, limit);
            for (Document note : page.documents()) {
                ObjectNode content =
                        (ObjectNode) Json.parse(Objects.requireNonNull(note.content()).text());
                boolean theirs =
                        content.path("owner").asText().equals(subject) && content.has("by");
                if (theirs && !content.path("by").asText().equals(ERASED)) {
                    left.add(new Leftover(note.key(), note.key().id(), "name-still-there"));
                }
            }
            return new Audit(left, List.of(), page.next());
        }
    }
}
