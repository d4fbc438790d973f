package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must not be touched now. There are few at a time; they are read whole before every batch.
public final class Holds {
    private static final String PARTITION = "HOLD";
    private static final String HELD_UP = "HELD-UP#";

    /// @param what id of a subject or of a record
    /// @param until exclusive; null for until released
    public record Hold(String what, String reason, String by, @Nullable Instant until) {
        boolean isOn(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    private final Table ledger;

    Holds(Table ledger) {
        this.ledger = ledger;
    }

    /// Places a hold, or replaces the one on the same thing.
    public void place(Hold hold) {
        Id id = new Id(PARTITION, hold.what());
        Item item = ledger.get(id).orElseGet(() -> Item.fresh(id, Json.object()));
        if (ledger.put(item.with(Json.tree(hold))).isEmpty()) {
            place(hold);
        }
    }

    /// @return whether there was one
    public boolean release(String what) {
        Optional<Item> held = ledger.get(new Id(PARTITION, what));
        held.ifPresent(ledger::delete);
        return held.isPresent();
    }

    /// Remembers that the hold on that kept a run from something.
    void holdsUp(String what, String runId) {
        ledger.put(Item.fresh(new Id(HELD_UP + what, runId), Json.object()));
    }

    /// The runs that the hold on that kept from something.
    List<String> heldUp(String what) {
        return ledger.query(HELD_UP + what, "", null, 100).items().stream()
                .map(item -> item.id().sort())
                .toList();
    }

    void goesOn(String what, String runId) {
        ledger.get(new Id(HELD_UP + what, runId)).ifPresent(ledger::delete);
    }

    public List<Hold> on(Instant now) {
        List<Hold> holds = new ArrayList<>();
        @Nullable String next = null;
        do {
            Table.Items page = ledger.query(PARTITION, "", next, 100);
            page.items().stream()
                    .map(item -> Json.read(item.body(), Hold.class))
                    .filter(hold -> hold.isOn(now))
                    .forEach(holds::add);
            next = page.next();
        } while (next != null);
        return holds;
    }
}
