package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.util.Optional;

/// Keeps two runs from working on the same person at once: each participant is a conditional item,
/// taken in order, so that two runs can't wait for each other.
final class Locks {
    private static final String PARTITION = "LOCK";

    private final Table ledger;

    Locks(Table ledger) {
        this.ledger = ledger;
    }

    /// Takes all, or keeps those it got: they are the run's on the next try. A lock belongs to one
    /// leg of a run, so that the end of an earlier leg can't open what a later one has taken.
    ///
    /// @return the run that stands in the way, or empty when all are taken
    Optional<String> take(Run run) {
        for (String participant : run.participants()) {
            Item wanted =
                    Item.fresh(
                            new Id(PARTITION, participant),
                            Json.object()
                                    .put("runId", run.runId())
                                    .put("epoch", run.leg().epoch()));
            if (ledger.put(wanted).isPresent()) {
                continue;
            }
            Item standing = ledger.get(wanted.id()).orElse(wanted);
            boolean ours = standing.version() != 0 && holder(standing).equals(run.runId());
            if (ours && epoch(standing) >= run.leg().epoch()) {
                continue; // not taken back from a later leg, by a planner that is late
            }
            if (!ours || ledger.put(standing.with(wanted.body())).isEmpty()) {
                boolean gone = standing.version() == 0; // in this moment; it can be tried again
                return Optional.of(ours || gone ? "another run" : holder(standing));
            }
        }
        return Optional.empty();
    }

    /// Gives free what the current leg has taken, or a late planner of an earlier one.
    void release(Run run) {
        for (String participant : run.participants()) {
            ledger.get(new Id(PARTITION, participant))
                    .filter(item ->
                            holder(item).equals(run.runId()) && epoch(item) <= run.leg().epoch())
                    .ifPresent(ledger::delete);
        }
    }

    private static int epoch(Item item) {
        return item.body().path("epoch").asInt();
    }

    private static String holder(Item item) {
        return item.body().path("runId").asText();
    }
}
