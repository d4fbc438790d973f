package dev.handover.operation.transfer;

import dev.handover.document.Verdict;
import dev.handover.operation.records.Opened;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Takes away from the old owner's keys what stands at the new owner's by now, just as it is there.
final class RemoveObjects extends ObjectStage {
    RemoveObjects(ObjectMove move) {
        super(move);
    }

    @Override
    public String name() {
        return "remove-" + move.where().name();
    }

    /// The copies are.
    @Override
    public boolean counted() {
        return false;
    }

    @Override
    Key here(String record) {
        return move.old(record);
    }

    @Override
    Key there(String record) {
        return move.moved(record);
    }

    @Override
    Decision decide(Entry entry, Document old, Document moved) {
        if (!old.exists()) {
            return Opened.stays(entry, old, Verdict.UNCHANGED, "already-gone");
        }
        return old.has(moved.content())
                ? new Decision(
                        null,
                        List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)))
                : Opened.stays(entry, old, Verdict.SKIPPED, "not-at-new-owner");
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        List<Leftover> leftovers = new ArrayList<>();
        Page page = move.page(from);
        for (Document old : page.documents()) {
            if (old.has(move.read(move.moved(old.key().id())).content())) {
                leftovers.add(new Leftover(old.key(), old.key().id(), "still-at-old-owner"));
            }
        }
        return new Audit(leftovers, List.of(), page.next());
    }
}
