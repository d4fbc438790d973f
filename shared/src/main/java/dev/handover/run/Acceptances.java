package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.util.List;
import java.util.Optional;

/// Runs that somebody must accept who gets something by them. Such a run is planned and then waits;
/// its plan is offered to that person, and nothing is changed until they say yes. Nobody else can
/// approve it.
public final class Acceptances {
    /// In a run's request: that its `to` must accept.
    public static final String NEEDED = "acceptance";

    private static final int MOST = 100; // offers that are shown at once

    private Acceptances() {}

    static boolean isNeeded(Run run) {
        return run.request().path(NEEDED).asBoolean();
    }

    static boolean isFor(Run run, String user) {
        return isNeeded(run) && run.request().path("to").asText().equals(user);
    }

    /// Found from now on by whom it is for; once more, it is the same item.
    static void offer(Ledger ledger, Run run) {
        if (isNeeded(run)) {
            Id id = new Id(partition(run.request().path("to").asText()), run.runId());
            ledger.table().put(Item.fresh(id, Json.object()));
        }
    }

    private static String partition(String user) {
        return "AWAITS#" + user;
    }

    /// What waits for this person's answer.
    public static List<Run> waiting(Ledger ledger, String user) {
        return ledger.table().query(partition(user), "", null, MOST).items().stream()
                .flatMap(item -> ledger.runs.find(item.id().sort()).stream())
                .filter(run -> run.state() == Run.State.PLANNED && run.approved() == null)
                .toList();
    }

    /// Empty when there is no such run, or it is not for this person to accept.
    public static Optional<Run> find(Ledger ledger, String runId, String user) {
        return ledger.runs.find(runId).filter(run -> isFor(run, user));
    }
}
