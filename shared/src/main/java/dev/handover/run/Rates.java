package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.Duration;
import java.time.Instant;

/// Reserves time for batches so that all lanes together keep to a rate: the generic cell rate
/// algorithm with one item per limit, which holds the theoretical arrival time of the next
/// document.
final class Rates {
    private static final String PARTITION = "RATE";

    /// How much of the rate may be taken at once after a quiet time: keeps the first batches from
    /// being spread out.
    private static final Duration BURST = Duration.ofSeconds(1);

    private final Table ledger;

    Rates(Table ledger) {
        this.ledger = ledger;
    }

    /// Reserves room for the documents.
    ///
    /// @return when they may be worked on; not after now when at once
    Instant reserve(String limit, int documents, double perSecond, Instant now) {
        Duration cost = Duration.ofNanos(Math.round(documents / perSecond * 1_000_000_000d));
        Id id = new Id(PARTITION, limit);
        while (true) {
            Item item = ledger.get(id).orElseGet(() -> Item.fresh(id, Json.object()));
            String stored = item.body().path("next").asText("");
            Instant next = stored.isEmpty() ? now : Instant.parse(stored);
            Instant start = next.isBefore(now) ? now : next;
            Item reserved = item.with(Json.object().put("next", start.plus(cost).toString()));
            if (ledger.put(reserved).isPresent()) {
                return start.minus(BURST);
            }
        }
    }
}
