package dev.handover.operation.offer;

import dev.handover.document.Json;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Counts tries in the ledger, so that the limit holds however many function instances there are. A
/// try is counted before it is made: many at once can't be more than so many.
public final class RateLimit {
    private final Table ledger;
    private final InstantSource clock;

    public RateLimit(Table ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param most tries within `window`, which begins with the first one
    /// @param window how long it is until all are free again
    public record Limit(int most, Duration window) {}

    /// Takes one try.
    ///
    /// @param what whose tries and of what: ids and codes only
    /// @return how long to wait when there is none left, else empty
    public Optional<Duration> take(String what, Limit limit) {
        Id id = new Id("LIMIT#" + what, "LIMIT");
        while (true) {
            Instant now = clock.instant();
            Item item = ledger.get(id).orElseGet(() -> Item.fresh(id, Json.object()));
            Instant until =
                    item.body().has("until")
                            ? Instant.parse(item.body().path("until").asText())
                            : now;
            boolean over = !now.isBefore(until);
            int taken = over ? 0 : item.body().path("taken").asInt();
            if (taken >= limit.most()) {
                return Optional.of(Duration.between(now, until));
            }
            Instant end = over ? now.plus(limit.window()) : until;
            Item next =
                    item.with(
                            Json.object()
                                    .put("taken", taken + 1)
                                    .put("until", end.toString())
                                    .put(Table.EXPIRES, end.getEpochSecond()));
            if (ledger.put(next).isPresent()) {
                return Optional.empty();
            }
        }
    }
}
