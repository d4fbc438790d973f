package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is known of the runs, in one table.
public final class Ledger {
    private final Table table;
    public final Runs runs;
    public final Lanes lanes;
    final Locks locks;
    public final Holds holds;
    final Rates rates;
    public final Stop stop;
    public final Actions actions;
    public final GivenUp givenUp;
    public final Deliveries deliveries;

    public Ledger(Table table, InstantSource clock) {
        this.table = table;
        runs = new Runs(table, clock);
        lanes = new Lanes(table);
        locks = new Locks(table);
        holds = new Holds(table);
        rates = new Rates(table);
        stop = new Stop(table);
        actions = new Actions(table);
        givenUp = new GivenUp(table);
        deliveries = new Deliveries(table);
    }

    Table table() {
        return table;
    }

    /// Remembers which run a request of that content started last.
    void remember(String content, String runId) {
        Item fresh =
                Item.fresh(
                        new Id("REQUEST#" + content, "REQUEST"), Json.object().put("runId", runId));
        if (table.put(fresh).isEmpty()) {
            table.get(fresh.id()).ifPresent(item -> table.put(item.with(fresh.body())));
        }
    }

    Optional<String> remembered(String content) {
        return table.get(new Id("REQUEST#" + content, "REQUEST"))
                .map(item -> item.body().path("runId").asText());
    }

    /// A run, the lane of a batch, and whether all is stopped, in one read.
    record Sight(Optional<Run> run, Optional<Item> lane, boolean stopped) {}

    Sight sight(Work.Batch work) {
        Id run = Runs.id(work.run());
        Id lane = Lanes.id(work.run(), work.epoch(), work.stage(), work.lane());
        Map<Id, Item> found = table.getAll(List.of(run, lane, Stop.ID));
        return new Sight(
                Optional.ofNullable(found.get(run)).map(Runs::run),
                Optional.ofNullable(found.get(lane)),
                found.containsKey(Stop.ID));
    }

    Sight sight(String runId) {
        Id run = Runs.id(runId);
        Map<Id, Item> found = table.getAll(List.of(run, Stop.ID));
        return new Sight(
                Optional.ofNullable(found.get(run)).map(Runs::run),
                Optional.empty(),
                found.containsKey(Stop.ID));
    }
}
