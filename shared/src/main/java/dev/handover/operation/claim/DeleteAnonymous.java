package dev.handover.operation.claim;

import dev.handover.document.Verdict;
import dev.handover.run.Edit;
import dev.handover.store.Document;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Deletes the anonymous collections that the person does not want, malformed ones too: to throw a
/// thing away nobody has to understand it. It can be undone.
final class DeleteAnonymous implements Edit {
    private final ClaimRun claim;
    private final SourceDocuments documents;

    DeleteAnonymous(ClaimRun claim) {
        this.claim = claim;
        this.documents = new SourceDocuments(claim, claim.deleted());
    }

    @Override
    public String name() {
        return "delete-anonymous";
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        return documents.find(from, limit);
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        return new ClaimAudit(claim).notDeleted();
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        if (entry.key().equals(claim.target())) {
            return new Decision(current.content(), all(entry, Verdict.SKIPPED, "own-collections"));
        }
        List<SourceRecord> here = claim.records.of(documents.source(entry), current.content());
        Set<String> ids = here.stream().map(SourceRecord::recordId).collect(Collectors.toSet());
        Set<String> removed = new HashSet<>(entry.records());
        removed.retainAll(ids);
        List<Outcome> outcomes =
                entry.records().stream()
                        .map(id ->
                                removed.contains(id)
                                        ? new Outcome(id, Verdict.CHANGED, null)
                                        : new Outcome(id, Verdict.UNCHANGED, "already-gone"))
                        .toList();
        return new Decision(SourceDocuments.without(removed, here, current), outcomes);
    }

    private static List<Outcome> all(Entry entry, Verdict verdict, String reason) {
        return entry.records().stream().map(id -> new Outcome(id, verdict, reason)).toList();
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return new PutBack(claim.records, documents.source(entry)).of(entry, current, wrote);
    }
}
