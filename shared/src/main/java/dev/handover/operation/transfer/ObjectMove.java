package dev.handover.operation.transfer;

import dev.handover.operation.TransferMap;
import dev.handover.operation.records.Listed;
import dev.handover.run.Stage.Entry;
import dev.handover.run.Stage.Found;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// Where records whose keys begin with their owner come from and go to. What both stages of such a
/// move share: first everything is put at its new key, and only what is seen there leaves the old.
///
/// A record is known by its old key.
record ObjectMove(TransferRun run, TransferMap.Objects where) {
    /// Documents of one batch: each may have some MB.
    private static final int AT_ONCE = 8;

    Store store() {
        return run.stores.named(where.store());
    }

    private String oldPrefix() {
        return where.prefix(run.request.from());
    }

    boolean isOld(String id) {
        return where.isOf(run.request.from(), id);
    }

    Key old(String id) {
        return new Key(where.store(), where.collection(), id);
    }

    Key moved(String old) {
        return old(where.prefix(run.request.to()) + old.substring(oldPrefix().length()));
    }

    boolean isListed() {
        return !run.request.records().isEmpty();
    }

    /// Whether the request is for records of this kind.
    boolean isSought() {
        return run.request.types().isEmpty() || run.request.types().contains(where.name());
    }

    /// @param entries makes one of an old key
    Found find(@Nullable String from, Function<String, Entry> entries) {
        Page page = page(from);
        return new Found(
                page.documents().stream().map(one -> entries.apply(one.key().id())).toList(),
                page.next());
    }

    /// The chosen records, also those that are not there. The first place also answers for what is
    /// in no place.
    Found chosen(@Nullable String from, Function<String, Entry> entries) {
        boolean isFirst =
                run.places().records().isEmpty() && where.equals(run.map.objects().getFirst());
        Listed listed = Listed.of(run.request.records(), from, AT_ONCE);
        return new Found(
                listed.ids().stream()
                        .filter(id -> isOld(id) || isFirst && !run.isObject(id))
                        .map(entries)
                        .toList(),
                listed.next());
    }

    /// What stands at the old owner's keys, as far as it is to be given.
    Page page(@Nullable String from) {
        if (!isSought()) {
            return new Page(List.of(), null);
        }
        if (!isListed()) {
            return store().find(
                            Reference.beginning(where.collection(), oldPrefix()), from, AT_ONCE);
        }
        Listed listed = Listed.of(run.request.records(), from, AT_ONCE);
        List<Key> keys = listed.ids().stream().filter(this::isOld).map(this::old).toList();
        List<Document> there =
                keys.isEmpty()
                        ? List.of()
                        : store().read(keys).stream().filter(Document::exists).toList();
        return new Page(there, listed.next());
    }

    Document read(Key key) {
        return store().read(List.of(key)).getFirst();
    }
}
