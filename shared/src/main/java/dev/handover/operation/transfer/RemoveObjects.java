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

/// Takes away from the old owner's keys what stands at the new owner's by now, just as it is there.
final class RemoveObjects implements Edit {
    private final ObjectMove move;

    RemoveObjects(ObjectMove move) {
        this.move = move;
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
    public Found find(@Nullable String from, int limit) {
        return move.find(from, this::entry);
    }

    private Entry entry(String old) {
        return new Entry(move.old(old), move.where().name(), List.of(old));
    }

    @Override
    public List<Key> facts(Entry entry) {
        return List.of(move.moved(entry.records().getFirst()));
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        if (!current.exists()) {
            return Opened.stays(entry, current, Verdict.UNCHANGED, "already-gone");
        }
        Document moved = facts.of(move.moved(entry.records().getFirst()));
        return current.has(moved.content())
                ? new Decision(
                        null,
                        List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)))
                : Opened.stays(entry, current, Verdict.SKIPPED, "not-at-new-owner");
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.of(entry, current, wrote, List.of());
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
