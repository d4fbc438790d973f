package dev.handover.operation.records;

import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A search that asks its store for more than a page, where the store can go on behind any
/// document, and hands it out page by page: the same pages as without, for a tenth of the
/// questions. Also gives a page of those again. Not thread-safe.
///
/// A page may be as old as the question. So it is for planning, where nothing is taken for true
/// before it has been read once more.
final class Ahead {
    private final Store store;
    private final Reference reference;
    private Page asked = new Page(List.of(), null);
    private @Nullable String from;

    Ahead(Store store, Reference reference) {
        this.store = store;
        this.reference = reference;
    }

    boolean isFor(Store other, Reference sought) {
        return store == other && reference.equals(sought);
    }

    /// As [Store#find].
    Page page(@Nullable String cursor, int limit) {
        int begin = place(cursor);
        if (begin < 0) {
            asked = once(store.find(reference, cursor, stride(limit)));
            from = cursor;
            begin = 0;
        }
        List<Document> all = asked.documents();
        int end = begin + limit;
        String next = end < all.size() ? store.behind(all.get(end - 1)) : null;
        return next == null
                ? new Page(all.subList(begin, all.size()), asked.next())
                : new Page(all.subList(begin, end), next);
    }

    /// A document that comes twice would be on two pages.
    private static Page once(Page found) {
        Map<Key, Document> documents = new LinkedHashMap<>();
        found.documents().forEach(document -> documents.putIfAbsent(document.key(), document));
        return new Page(List.copyOf(documents.values()), found.next());
    }

    private int stride(int limit) {
        List<Document> before = asked.documents();
        return !before.isEmpty() && store.behind(before.getFirst()) != null
                ? Stride.fitting(asked, limit)
                : limit;
    }

    /// Where in what was asked that cursor is; negative when it isn't.
    private int place(@Nullable String cursor) {
        List<Document> all = asked.documents();
        if (!all.isEmpty() && Objects.equals(cursor, from)) {
            return 0;
        }
        for (int at = 1; at < all.size() && cursor != null; at++) {
            if (cursor.equals(store.behind(all.get(at - 1)))) {
                return at;
            }
        }
        return -1;
    }
}
