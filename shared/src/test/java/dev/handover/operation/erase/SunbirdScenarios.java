package dev.handover.operation.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.document.Counts;
import dev.handover.operation.DataMap;
import dev.handover.run.Receipts.Line;
import dev.handover.run.Run;
import dev.handover.store.Stores;

/// A Sunbird over stores in memory or on real servers, with records of Jane's, and what its runs
/// say.
public abstract class SunbirdScenarios {
    /// Where the maps' stores `graph`, `tables` and `cache` are.
    protected abstract Stores stores();

    /// As many records as a person may have.
    protected int many() {
        return 1000;
    }

    protected Sunbird inquiry() {
        return new Sunbird(DataMap.load("inquiry"), stores());
    }

    protected Sunbird knowlg() {
        return new Sunbird(DataMap.load("knowlg"), stores());
    }

    /// @param more members, each after a comma
    protected static String with(String status, String more) {
        return "{\"createdBy\":\"#jane\",\"creator\":\"Jane Doe\",\"status\":\"%s\"%s}"
                .formatted(status, more);
    }

    protected static void isComplete(Sunbird sunbird, Run run) {
        assertEquals(Run.End.COMPLETE, run.end(), () -> sunbird.receipt(run).toString());
    }

    protected static Counts counts(Sunbird sunbird, Run run) {
        return sunbird.receipt(run).byKind().total();
    }

    protected static Line line(Sunbird sunbird, Run run, String id) {
        return sunbird.receipt(run).records().stream()
                .filter(line -> line.record().equals(sunbird.id(id)))
                .findFirst()
                .orElseThrow();
    }
}
