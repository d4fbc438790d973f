package dev.handover.operation.transfer;

import dev.handover.document.Verdict;
import dev.handover.operation.records.Opened;
import dev.handover.operation.records.Restoring;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Puts what stands at the old owner's keys at the new owner's, where nothing else stands.
final class CopyObjects implements Edit {
    private final ObjectMove move;

    CopyObjects(ObjectMove move) {
        this.move = move;
    }

    @Override
    public String name() {
        return "copy-" + move.where().name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        return move.find(from, this::entry);
    }

    private Entry entry(String old) {
        return new Entry(move.moved(old), move.where().name(), List.of(old));
    }

    @Override
    public List<Key> facts(Entry entry) {
        return List.of(move.old(entry.records().getFirst()));
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        Document old = facts.of(move.old(entry.records().getFirst()));
        if (!old.exists()) {
            return current.exists()
                    ? Opened.stays(entry, current, Verdict.UNCHANGED, "already-there")
                    : Opened.stays(entry, current, Verdict.SKIPPED, "gone-from-source");
        }
        if (current.exists()) {
            return current.has(old.content())
                    ? Opened.stays(entry, current, Verdict.UNCHANGED, "already-there")
                    : Opened.stays(entry, current, Verdict.SKIPPED, "key-taken");
        }
        return new Decision(
                old.content(),
                List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)));
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.of(entry, current, wrote, List.of());
    }

    /// What stands at an old key and not at its new one. What differs there is mentioned.
    @Override
    public Audit audit(@Nullable String from, int limit) {
        List<Leftover> leftovers = new ArrayList<>();
        List<Mention> mentions = new ArrayList<>();
        Page page = move.page(from);
        for (Document old : page.documents()) {
            Key key = move.moved(old.key().id());
            Document there = move.read(key);
            if (!there.exists()) {
                leftovers.add(new Leftover(key, old.key().id(), "not-at-new-owner"));
            } else if (!there.has(old.content())) {
                mentions.add(new Mention(key, old.key().id(), "key-taken"));
            }
        }
        return new Audit(leftovers, mentions, page.next());
    }
}
