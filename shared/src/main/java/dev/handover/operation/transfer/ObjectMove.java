package dev.handover.operation.transfer;

import dev.handover.operation.TransferMap;
import dev.handover.run.Stage.Entry;
import dev.handover.run.Stage.Found;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
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
        return id.startsWith(oldPrefix());
    }

    Key old(String id) {
        return new Key(where.store(), where.collection(), id);
    }

    Key moved(String old) {
        return old(where.prefix(run.request.to()) + old.substring(oldPrefix().length()));
    }

    /// @param entries makes one of an old key
    Found find(@Nullable String from, Function<String, Entry> entries) {
        Page page = page(from);
        return new Found(
                page.documents().stream().map(one -> entries.apply(one.key().id())).toList(),
                page.next());
    }

    /// What stands at the old owner's keys, as far as it is to be given.
    Page page(@Nullable String from) {
        if (!run.request.types().isEmpty() && !run.request.types().contains(where.name())) {
            return new Page(List.of(), null);
        }
        if (run.request.records().isEmpty()) {
            return store().find(
                            Reference.beginning(where.collection(), oldPrefix()), from, AT_ONCE);
        }
        List<String> listed = run.request.records();
        int begin = from == null ? 0 : Integer.parseInt(from);
        int end = Math.min(begin + AT_ONCE, listed.size());
        List<Key> keys =
                listed.subList(begin, end).stream().filter(this::isOld).map(this::old).toList();
        List<Document> there = new ArrayList<>();
        if (!keys.isEmpty()) {
            store().read(keys).stream().filter(Document::exists).forEach(there::add);
        }
        return new Page(there, end < listed.size() ? String.valueOf(end) : null);
    }

    Document read(Key key) {
        return store().read(List.of(key)).getFirst();
    }
}
