package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The runs of the ledger. A run that is live, and one that can still be undone, has a marker
/// beside it: that is how the sweep finds them without reading all runs. Markers are written first
/// and removed last; one too many does no harm.
public final class Runs {
    private static final String LIVE = "LIVE";
    private static final String EXPIRING = "EXPIRING";
    private static final String ALL = "runs";
    private static final String SORT = "RUN";

    private final Table ledger;
    private final InstantSource clock;

    Runs(Table ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    static Id id(String runId) {
        return new Id("RUN#" + runId, SORT);
    }

    /// Creates the run unless it exists.
    ///
    /// @return the run as it stands: this one, or the one that was there before
    Run create(Run run) {
        mark(run.runId());
        return ledger.put(Item.fresh(id(run.runId()), body(run)))
                .map(_ -> run)
                .or(() -> find(run.runId()))
                .orElseThrow(() ->
                        new IllegalStateException("run " + run.runId() + " was there and is gone"));
    }

    public Optional<Run> find(String runId) {
        return ledger.get(id(runId)).map(Runs::run);
    }

    /// Those of the runs that exist, in this order. At most 100.
    public List<Run> findAll(List<Id> ids) {
        return ledger.getAll(ids).values().stream().map(Runs::run).toList();
    }

    static Run run(Item item) {
        return Json.read(item.body(), Run.class);
    }

    /// Changes a run on what it is now: `change` is asked again when somebody else was first. It
    /// answers its argument to leave the run alone.
    ///
    /// @return the run as it stands now
    Run update(String runId, UnaryOperator<Run> change) {
        while (true) {
            Item item =
                    ledger.get(id(runId))
                            .orElseThrow(
                                    () -> new IllegalArgumentException("there is no run " + runId));
            Run before = run(item);
            Run after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            Run stamped = after.updated(clock.instant());
            if (ledger.put(item.with(body(stamped))).isPresent()) {
                return stamped;
            }
        }
    }

    private static ObjectNode body(Run run) {
        return Json.tree(run)
                .put(Table.LISTED, ALL)
                .put(Table.LISTED_AT, run.createdAt() + "#" + run.runId());
    }

    /// All runs, newest first; lags a little.
    public Table.Ids list(@Nullable String from, int limit) {
        return ledger.listed(ALL, true, from, limit);
    }

    public static String runId(Id id) {
        return id.partition().substring("RUN#".length());
    }

    /// Before a run becomes live, and once more after: an end that is just being tidied up may take
    /// the first away.
    void mark(String runId) {
        Item fresh =
                Item.fresh(
                        new Id(LIVE, runId),
                        Json.object().put("since", clock.instant().toString()));
        if (ledger.put(fresh).isEmpty()) {
            ledger.get(fresh.id()).ifPresent(item -> ledger.put(item.with(fresh.body())));
        }
    }

    /// Takes the marker away if the run still needs none.
    void unmark(String runId) {
        Optional<Item> marker = ledger.get(new Id(LIVE, runId));
        boolean live = find(runId).filter(run -> !run.isSettled()).isPresent();
        if (!live) {
            marker.ifPresent(ledger::delete);
        }
    }

    /// Ids of the runs that may be live, with the time since when.
    Table.Items live(@Nullable String from, int limit) {
        return ledger.query(LIVE, "", from, limit);
    }

    void markExpiring(String runId, Instant at) {
        ledger.put(
                Item.fresh(new Id(EXPIRING, at + "#" + runId), Json.object().put("runId", runId)));
    }

    void unmarkExpiring(Item marker) {
        remove(marker.id());
    }

    /// The first of the runs that lose their undo, soonest first.
    List<Item> expiring(int limit) {
        return ledger.query(EXPIRING, "", null, limit).items();
    }

    static Instant expiresAt(Item marker) {
        return Instant.parse(marker.id().sort().substring(0, marker.id().sort().indexOf('#')));
    }

    private void remove(Id id) {
        ledger.get(id).ifPresent(ledger::delete);
    }
}
