package dev.handover.operation.transfer;

import dev.handover.operation.records.Restoring;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One of the two stages of a move to other keys. A record is at two keys, and known by the old:
/// the stage works on what stands at one of them, and looks at the other.
abstract class ObjectStage implements Edit {
    final ObjectMove move;

    ObjectStage(ObjectMove move) {
        this.move = move;
    }

    /// What the stage works on.
    abstract Key here(String record);

    abstract Key there(String record);

    @Override
    public Found find(@Nullable String from, int limit) {
        return move.find(from, this::entry);
    }

    final Entry entry(String record) {
        return new Entry(here(record), move.where().name(), List.of(record));
    }

    @Override
    public final List<Key> facts(Entry entry) {
        Key there = there(entry.records().getFirst());
        return there.equals(entry.key()) ? List.of() : List.of(there);
    }

    @Override
    public final Decision decide(Entry entry, Document current, Facts facts) {
        Key there = there(entry.records().getFirst());
        return decide(entry, current, there.equals(entry.key()) ? current : facts.of(there));
    }

    abstract Decision decide(Entry entry, Document here, Document there);

    @Override
    public final Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.of(entry, current, wrote, List.of());
    }
}
