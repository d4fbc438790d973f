package dev.handover.operation.transfer;

import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Affected.How;
import dev.handover.operation.records.RecordPlace;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Walks what has the old owner's records in it or is a copy of them, then the same for the new
/// owner: what was given before this run, by others perhaps, may be shown as the old owner's still.
/// What both lead to is found once.
final class Around {
    private static final Set<How> ALL = EnumSet.of(How.COPY, How.PARENT);
    private static final String OLD = "old ";
    private static final String NEW = "new "; // as long as the other

    final Affected old;
    private final Affected given;

    /// @param isOld whether it is still the old owner's walk
    record Result(List<Affected.Found> found, boolean isOld, @Nullable String next) {}

    Around(TransferRun run, List<RecordPlace> places) {
        old = run.affected(places, run.owner(run.request.from()), ALL);
        given = run.affected(places, run.owner(run.request.to()), ALL);
    }

    Result page(@Nullable String from, int limit) {
        if (from == null || from.startsWith(OLD)) {
            Affected.Result page = old.page(inner(from), limit);
            return new Result(page.found(), true, page.next() == null ? NEW : OLD + page.next());
        }
        Affected.Result page = given.page(inner(from), limit);
        return new Result(
                page.found().stream().filter(found -> !old.concerns(found)).toList(),
                false,
                page.next() == null ? null : NEW + page.next());
    }

    private static @Nullable String inner(@Nullable String from) {
        return from == null || from.length() == OLD.length() ? null : from.substring(OLD.length());
    }
}
