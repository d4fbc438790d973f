package dev.handover.operation.records;

import dev.handover.document.Verdict;
import dev.handover.run.Edit;
import dev.handover.store.Document;

import java.util.List;

/// Takes a document out of a cache; the system makes it anew.
public interface Eviction extends Edit {
    @Override
    default Decision decide(Entry entry, Document current, Facts facts) {
        return current.exists()
                ? new Decision(
                        null,
                        List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)))
                : Opened.stays(entry, current, Verdict.UNCHANGED, "not-cached");
    }

    /// What was evicted may be out of date by now, and what was put back elsewhere has it evicted
    /// once more.
    @Override
    default Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Opened.stays(entry, current, Verdict.UNCHANGED, "stays-evicted");
    }
}
