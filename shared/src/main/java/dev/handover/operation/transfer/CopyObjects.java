package dev.handover.operation.transfer;

import dev.handover.document.Verdict;
import dev.handover.operation.records.Opened;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Puts what stands at the old owner's keys at the new owner's, where nothing else stands.
final class CopyObjects extends ObjectStage {
    CopyObjects(ObjectMove move) {
        super(move);
    }

    @Override
    public String name() {
        return "copy-" + move.where().name();
    }

    /// Every chosen record gets a verdict.
    @Override
    public Found find(@Nullable String from, int limit) {
        return move.isListed() ? move.chosen(from, this::entry) : super.find(from, limit);
    }

    /// What is not the old owner's goes nowhere.
    @Override
    Key here(String record) {
        return move.isOld(record) ? move.moved(record) : move.old(record);
    }

    @Override
    Key there(String record) {
        return move.old(record);
    }

    @Override
    Decision decide(Entry entry, Document moved, Document old) {
        if (!move.isOld(entry.records().getFirst())) {
            return Opened.stays(
                    entry,
                    moved,
                    Verdict.SKIPPED,
                    old.exists() ? "owned-by-another" : "unknown-record");
        }
        if (!move.isSought()) {
            return Opened.stays(entry, moved, Verdict.SKIPPED, "other-type");
        }
        if (!old.exists()) {
            return moved.exists()
                    ? Opened.stays(entry, moved, Verdict.UNCHANGED, "already-there")
                    : Opened.stays(
                            entry,
                            moved,
                            Verdict.SKIPPED,
                            move.isListed() ? "unknown-record" : "gone-from-source");
        }
        if (moved.exists()) {
            return moved.has(old.content())
                    ? Opened.stays(entry, moved, Verdict.UNCHANGED, "already-there")
                    : Opened.stays(entry, moved, Verdict.SKIPPED, "key-taken");
        }
        return new Decision(
                old.content(),
                List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)));
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
