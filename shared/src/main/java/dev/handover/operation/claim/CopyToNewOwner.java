package dev.handover.operation.claim;

import dev.handover.document.RecordArray.Element;
import dev.handover.document.Verdict;
import dev.handover.operation.claim.Reading.StaysBehind;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds the chosen records to the new owner's list; what stands there stays. A record whose id is
/// taken there by another content is added as a copy with an id and a name of its own.
///
/// A new owner's list that is no list is never written to: its records are `failed`, not
/// `unsupported`, because nothing is wrong with them, and a redrive moves them once the list is
/// repaired.
final class CopyToNewOwner implements Edit {
    private final ClaimRun claim;
    private final CollectionWriter writer;

    CopyToNewOwner(ClaimRun claim) {
        this.claim = claim;
        this.writer = new CollectionWriter(claim.rules);
    }

    @Override
    public String name() {
        return "copy-to-new-owner";
    }

    /// One document, so there is one page.
    @Override
    public Found find(@Nullable String from, int limit) {
        Map<Key, Document> documents = claim.read(claim.moved().stream().map(Source::key).toList());
        Set<String> chosen = new LinkedHashSet<>();
        claim.movable(documents::get).values().stream()
                .filter(record -> claim.chooses(record.group()))
                .forEach(record -> chosen.add(record.recordId()));
        chosen.addAll(gone());
        if (chosen.isEmpty()) {
            return new Found(List.of(), null);
        }
        Entry entry = new Entry(claim.target(), claim.rules.kind(), List.copyOf(chosen));
        return new Found(List.of(entry), null);
    }

    /// What was chosen when it was offered and may be gone by now. It is accounted for all the
    /// same.
    private List<String> gone() {
        return claim.request.chosenUnder("").stream()
                .filter(id -> claim.deleted().stream().noneMatch(s -> id.startsWith(s.prefix())))
                .sorted()
                .toList();
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        return new ClaimAudit(claim).atNewOwner();
    }

    @Override
    public List<Key> facts(Entry entry) {
        return claim.moved().stream()
                .map(Source::key)
                .filter(key -> !key.equals(entry.key()))
                .toList();
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        Map<String, SourceRecord> sources = claim.movable(ClaimRun.documents(current, facts));
        NewOwner owner = new NewOwner(claim.runId, claim.reader, current.content());
        List<Outcome> outcomes = new ArrayList<>();
        for (String id : entry.records()) {
            SourceRecord source = sources.get(id);
            outcomes.add(
                    source == null
                            ? new Outcome(id, Verdict.SKIPPED, "gone-from-source")
                            : moved(source, owner, current.key()));
        }
        return new Decision(owner.grew() ? owner.rendered() : current.content(), outcomes);
    }

    private Outcome moved(SourceRecord source, NewOwner owner, Key target) {
        String id = source.recordId();
        Optional<StaysBehind> stays = source.reading().staysBehind(claim.rules);
        if (stays.isPresent()) {
            return stays.get().of(id);
        }
        if (source.key().equals(target)) {
            return new Outcome(id, Verdict.UNCHANGED, "already-there");
        }
        if (!owner.isReadable()) {
            return new Outcome(id, Verdict.FAILED, "new-owner-unreadable");
        }
        CollectionRecord record = source.reading().good();
        return switch (owner.holding(source, record)) {
            case SAME -> new Outcome(id, Verdict.UNCHANGED, "already-there");
            case OTHER -> added(id, owner, owner.copy(source, record, writer));
            case NOT_AT_ALL -> added(id, owner, writer.translated(record));
        };
    }

    private Outcome added(String id, NewOwner owner, Element element) {
        return owner.add(element, claim.rules.largestDocument())
                ? new Outcome(id, Verdict.CHANGED, null)
                : new Outcome(id, Verdict.FAILED, "new-owner-too-large");
    }

    /// Takes out what was added, as long as nobody edited it since and its source has it again:
    /// undo never destroys the last copy. So the removal from the old owner must be undone first.
    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        Map<String, SourceRecord> sources = claim.movable(ClaimRun.documents(current, facts));
        return new TakeOut(claim.runId, claim.reader, sources).of(entry, current, wrote);
    }
}
