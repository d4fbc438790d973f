package dev.handover.operation.records;

import dev.handover.store.Document;
import dev.handover.store.Page;

import org.jspecify.annotations.Nullable;

/// A step of a walk that only looks: where it begins, and how many documents it takes. Questions to
/// a store cost more than documents, so it takes many where they are small, and few where they are
/// large, because a page is in memory as a whole.
///
/// @param limit documents
/// @param from as [dev.handover.store.Store#find] takes it
public record Stride(int limit, @Nullable String from) {
    private static final int MOST = 500; // documents
    private static final long BYTES = 4 << 20; // of a page, as far as the one before tells
    private static final char MARK = '#';

    /// @param cursor what [#next] gave, or a store's own; null to begin
    /// @param limit for the first page, whose documents' size nobody knows
    public static Stride of(@Nullable String cursor, int limit) {
        if (cursor == null || cursor.isEmpty() || cursor.charAt(0) != MARK) {
            return new Stride(limit, cursor == null || cursor.isEmpty() ? null : cursor);
        }
        int end = cursor.indexOf(' ');
        return new Stride(Integer.parseInt(cursor, 1, end, 10), cursor.substring(end + 1));
    }

    /// The step after this page; null when it was the last.
    public @Nullable String next(Page page) {
        return page.next() == null ? null : "" + MARK + fitting(page, limit) + ' ' + page.next();
    }

    /// How many documents like these are one page.
    ///
    /// @param otherwise where there are none to judge by
    static int fitting(Page page, int otherwise) {
        long bytes = 1;
        for (Document document : page.documents()) {
            bytes += document.content() == null ? 0 : document.content().size();
        }
        return page.documents().isEmpty()
                ? otherwise
                : Math.clamp(BYTES * page.documents().size() / bytes, 1, MOST);
    }
}
