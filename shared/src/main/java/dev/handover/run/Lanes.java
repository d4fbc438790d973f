package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lanes of the ledger.
public final class Lanes {
    private final Table ledger;

    Lanes(Table ledger) {
        this.ledger = ledger;
    }

    static Id id(String runId, int epoch, int stage, int index) {
        return new Id("RUN#" + runId, "LANE#%06d#%03d#%04d".formatted(epoch, stage, index));
    }

    private static Id id(Lane lane) {
        return id(lane.runId(), lane.epoch(), lane.stage(), lane.index());
    }

    /// @return false when it was open already
    boolean open(Lane lane) {
        return ledger.put(Item.fresh(id(lane), Json.tree(lane))).isPresent();
    }

    static Lane lane(Item item) {
        return Json.read(item.body(), Lane.class);
    }

    /// Writes the lane if nobody has since `read`.
    Optional<Item> put(Item read, Lane changed) {
        return ledger.put(read.with(Json.tree(changed)));
    }

    Optional<Item> get(Id id) {
        return ledger.get(id);
    }

    List<Item> ofStage(Run run) {
        return all(
                "RUN#" + run.runId(), "LANE#%06d#%03d#".formatted(run.epoch(), run.leg().stage()));
    }

    /// What the current leg's counted stages have decided so far.
    ///
    /// @param lanes all of the leg
    static Tally decided(Run run, List<Lane> lanes) {
        return lanes.stream()
                .filter(lane -> run.leg().planned().get(lane.stage()).counted())
                .map(Lane::tally)
                .reduce(Tally.NONE, Tally::plus);
    }

    /// All lanes of the current leg, through every stage that has begun. None as long as the leg
    /// has no plan: when there are some all the same, they were opened after the run was read.
    public List<Lane> ofLeg(Run run) {
        return switch (run.leg().phase()) {
            case QUEUED, PLANNING -> List.of();
            case PLANNED, APPLYING, VERIFYING ->
                    all("RUN#" + run.runId(), "LANE#%06d#".formatted(run.leg().epoch())).stream()
                            .map(Lanes::lane)
                            .toList();
        };
    }

    private List<Item> all(String partition, String prefix) {
        List<Item> found = new ArrayList<>();
        @Nullable String next = null;
        do {
            Table.Items page = ledger.query(partition, prefix, next, 100);
            found.addAll(page.items());
            next = page.next();
        } while (next != null);
        return found;
    }
}
