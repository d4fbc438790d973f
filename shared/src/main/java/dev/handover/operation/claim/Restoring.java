package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.Verdict;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Stage.Entry;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// Gathers what becomes of the records of one entry while it is undone; a record that is not spoken
/// of needs no restoring.
final class Restoring {
    private final Entry entry;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    Restoring(Entry entry) {
        this.entry = entry;
    }

    void restored(String recordId) {
        outcomes.put(recordId, new Outcome(recordId, Verdict.CHANGED, null));
    }

    void cannot(String recordId, String reason) {
        outcomes.put(recordId, new Outcome(recordId, Verdict.SKIPPED, reason));
    }

    Decision to(@Nullable Content after) {
        return new Decision(
                after,
                entry.records().stream()
                        .map(id -> outcomes.getOrDefault(id, nothing(id)))
                        .toList());
    }

    private static Outcome nothing(String recordId) {
        return new Outcome(recordId, Verdict.UNCHANGED, "nothing-to-restore");
    }
}
