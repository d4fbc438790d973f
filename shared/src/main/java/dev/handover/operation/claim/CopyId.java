package dev.handover.operation.claim;

import dev.handover.document.DerivedId;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The ids of the copies that a run makes of a record whose own id is taken at the new owner: the
/// first, and further ones when the copy, or the record, was edited since.
final class CopyId {
    private CopyId() {}

    /// @param number from 1
    static UUID of(String runId, String recordId, int number) {
        return number == 1
                ? DerivedId.of(runId, recordId)
                : DerivedId.of(runId, recordId, String.valueOf(number));
    }

    /// Those that are in use, in their order.
    static List<UUID> among(Set<UUID> used, String runId, String recordId) {
        List<UUID> ids = new ArrayList<>();
        UUID id = of(runId, recordId, 1);
        while (used.contains(id)) {
            ids.add(id);
            id = of(runId, recordId, ids.size() + 1);
        }
        return ids;
    }
}
