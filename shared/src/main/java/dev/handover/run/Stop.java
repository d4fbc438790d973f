package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.Instant;
import java.util.Optional;

/// The kill switch: while it is on, no function plans, applies or verifies anything, whatever the
/// run.
public final class Stop {
    static final Id ID = new Id("SWITCH", "STOP");

    public record On(String by, String why, Instant since) {}

    private final Table ledger;

    Stop(Table ledger) {
        this.ledger = ledger;
    }

    public void on(On on) {
        Item item = ledger.get(ID).orElseGet(() -> Item.fresh(ID, Json.object()));
        if (ledger.put(item.with(Json.tree(on))).isEmpty()) {
            on(on);
        }
    }

    public void off() {
        ledger.get(ID).ifPresent(ledger::delete);
    }

    public Optional<On> find() {
        return ledger.get(ID).map(item -> Json.read(item.body(), On.class));
    }
}
