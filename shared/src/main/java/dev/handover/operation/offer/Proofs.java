package dev.handover.operation.offer;

import dev.handover.document.Json;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

/// Which old accounts a user has proved to be their own. A proof is about the account, not about an
/// offer: what is found there later needs none.
public final class Proofs {
    private final Table ledger;
    private final InstantSource clock;
    private final Duration validity;

    /// @param validity for how long a proof is good; an address may get another owner
    public Proofs(Table ledger, InstantSource clock, Duration validity) {
        this.ledger = ledger;
        this.clock = clock;
        this.validity = validity;
    }

    boolean stands(String userId, String accountId) {
        return ledger.get(id(userId, accountId))
                .map(item -> Instant.parse(item.body().path("until").asText()))
                .filter(until -> clock.instant().isBefore(until))
                .isPresent();
    }

    /// @param way as the data map names it
    void keep(String userId, Collection<String> accountIds, String way) {
        Instant until = clock.instant().plus(validity);
        for (String accountId : accountIds) {
            Id id = id(userId, accountId);
            Item item = ledger.get(id).orElseGet(() -> Item.fresh(id, Json.object()));
            // of two proofs at once either will do
            ledger.put(
                    item.with(
                            Json.object()
                                    .put("way", way)
                                    .put("until", until.toString())
                                    .put(Table.EXPIRES, until.getEpochSecond())));
        }
    }

    private static Id id(String userId, String accountId) {
        return new Id("PROOF#" + userId, "ACCOUNT#" + accountId);
    }
}
