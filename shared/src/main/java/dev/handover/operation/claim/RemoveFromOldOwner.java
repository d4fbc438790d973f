package dev.handover.operation.claim;

import dev.handover.document.Verdict;
import dev.handover.operation.claim.Reading.StaysBehind;
import dev.handover.run.Edit;
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

/// Removes from the sources what the new owner has by now, with the same content. Not counted: the
/// stage before has counted these records.
///
/// A source that has nothing left is deleted, not left as `[]`: to the system both mean the same,
/// and empty fields of sessions that nobody will ever open again are what piled up before.
final class RemoveFromOldOwner implements Edit {
    private final ClaimRun claim;
    private final SourceDocuments documents;

    RemoveFromOldOwner(ClaimRun claim) {
        this.claim = claim;
        this.documents = new SourceDocuments(claim, claim.moved());
    }

    @Override
    public String name() {
        return "remove-from-old-owner";
    }

    @Override
    public boolean counted() {
        return false;
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        return documents.find(from, limit);
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        return new ClaimAudit(claim).atOldOwner();
    }

    @Override
    public List<Key> facts(Entry entry) {
        return entry.key().equals(claim.target()) ? List.of() : List.of(claim.target());
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        List<SourceRecord> here = claim.records.of(documents.source(entry), current.content());
        Map<String, Outcome> verdicts = new HashMap<>();
        Set<String> asked = Set.copyOf(entry.records());
        Set<String> kept = new HashSet<>();
        Document target = ClaimRun.documents(current, facts).apply(claim.target());
        NewOwner owner = new NewOwner(claim.runId, claim.reader, target.content());
        for (SourceRecord record : here) {
            Outcome verdict = verdict(record, owner);
            verdicts.put(record.recordId(), verdict);
            boolean removable = verdict.verdict() == Verdict.CHANGED;
            if (verdict.verdict() == Verdict.FAILED
                    || removable && !asked.contains(record.recordId())) {
                kept.add(record.group());
            }
        }
        return decision(entry, current, here, verdicts, kept);
    }

    private Outcome verdict(SourceRecord record, NewOwner owner) {
        String id = record.recordId();
        Optional<StaysBehind> stays = record.reading().staysBehind(claim.rules);
        if (stays.isPresent()) {
            return stays.get().of(id);
        }
        if (record.key().equals(claim.target())) {
            return new Outcome(id, Verdict.UNCHANGED, "already-there");
        }
        if (!owner.isReadable()) {
            return new Outcome(id, Verdict.FAILED, "new-owner-unreadable");
        }
        return switch (owner.holding(record, record.reading().good())) {
            case SAME -> new Outcome(id, Verdict.CHANGED, null);
            case OTHER -> new Outcome(id, Verdict.FAILED, "changed-since-copied");
            case NOT_AT_ALL -> new Outcome(id, Verdict.FAILED, "not-at-new-owner");
        };
    }

    /// @param kept groups of which one can't be removed: then none is, so that the others keep
    ///   their record ids
    private Decision decision(
            Entry entry,
            Document current,
            List<SourceRecord> here,
            Map<String, Outcome> verdicts,
            Set<String> kept) {
        Set<String> removed = new HashSet<>();
        for (SourceRecord record : here) {
            Outcome verdict = Objects.requireNonNull(verdicts.get(record.recordId()));
            if (verdict.verdict() == Verdict.CHANGED) {
                if (kept.contains(record.group())) {
                    verdicts.put(
                            record.recordId(),
                            new Outcome(record.recordId(), Verdict.FAILED, "same-id-not-moved"));
                } else {
                    removed.add(record.recordId());
                }
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (String id : entry.records()) {
            Outcome gone = new Outcome(id, Verdict.UNCHANGED, "already-gone");
            outcomes.add(verdicts.getOrDefault(id, gone));
        }
        return new Decision(SourceDocuments.without(removed, here, current), outcomes);
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return new PutBack(claim.records, documents.source(entry)).of(entry, current, wrote);
    }
}
