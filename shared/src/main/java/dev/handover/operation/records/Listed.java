package dev.handover.operation.records;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A page of what a request lists.
///
/// @param next the number of those before the next page; null on the last
public record Listed(List<String> ids, @Nullable String next) {

    /// @param from null for the first page, else [#next()] of the page before
    public static Listed of(List<String> all, @Nullable String from, int limit) {
        int begin = from == null ? 0 : Integer.parseInt(from);
        int end = Math.min(begin + limit, all.size());
        return new Listed(all.subList(begin, end), end < all.size() ? String.valueOf(end) : null);
    }
}
