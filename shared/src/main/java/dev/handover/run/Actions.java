package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.Instant;
import java.util.List;

/// Who did what to a run, and why.
public final class Actions {
    public record Action(String action, String by, String why, Instant at) {}

    private final Table ledger;

    Actions(Table ledger) {
        this.ledger = ledger;
    }

    void record(String runId, Action action) {
        ledger.put(
                Item.fresh(
                        new Id("RUN#" + runId, "ACTION#" + action.at() + "#" + action.action()),
                        Json.tree(action)));
    }

    public List<Action> of(String runId) {
        return ledger.query("RUN#" + runId, "ACTION#", null, 1000).items().stream()
                .map(item -> Json.read(item.body(), Action.class))
                .toList();
    }
}
