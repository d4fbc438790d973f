package dev.handover.run;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Verdict;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A stage that changes documents in a store.
public non-sealed interface Edit extends Stage {
    /// Other documents that [#decide] and [#restore] must see; the engine reads them freshly,
    /// together with the entry's own.
    default List<Key> facts(Entry entry) {
        return List.of();
    }

    /// The new document, and a verdict for each of the entry's records. Pure and idempotent:
    /// decided again on its own result it changes nothing more. New ids are derived from the run
    /// and the source's id.
    Decision decide(Entry entry, Document current, Facts facts);

    /// Takes the inverse of our edit to what is there now: exactly `before` where nothing else
    /// changed, else record by record. Verdicts: CHANGED restored, UNCHANGED nothing to restore,
    /// SKIPPED (with a reason) could not be restored. Pure and idempotent. `wrote.before()` and
    /// `wrote.after()` may also be an edit that never got written.
    Decision restore(Entry entry, Document current, Wrote wrote, Facts facts);

    /// Documents read together with the one to decide on.
    record Facts(Map<Key, Document> documents) {
        public Document of(Key key) {
            Document document = documents.get(key);
            if (document == null) {
                throw new IllegalArgumentException("facts() did not name this document");
            }
            return document;
        }
    }

    /// @param after what the document should be; equal to what it is when nothing is to be written,
    ///   null to delete it
    record Decision(@Nullable Content after, List<Outcome> outcomes, List<Effect> effects) {
        public Decision(@Nullable Content after, List<Outcome> outcomes) {
            this(after, outcomes, List.of());
        }
    }

    /// @param reason a code in kebab case, for all verdicts but CHANGED; nothing of a person
    record Outcome(String record, Verdict verdict, @Nullable String reason) {}

    /// Something others should learn when this record changed. Its id is derived from run, record
    /// and kind, so that a repetition is recognised.
    ///
    /// @param kind `evict`, `republish`, `notify` or another that the data map names
    /// @param record the record's id; with `@` and a part behind it where a record has several
    ///   effects of one kind
    /// @param payload ids only
    record Effect(String kind, String record, JsonNode payload) {}

    /// What the journal says of one document.
    record Wrote(@Nullable Content before, @Nullable Content after) {}
}
