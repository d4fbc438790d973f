package dev.handover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Http.Route;
import dev.handover.operation.DataMap;
import dev.handover.operation.TransferMap;
import dev.handover.operation.offer.Person;
import dev.handover.run.Acceptances;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Records that somebody is to be given, offered to them as a claim's are: by whom, and how many of
/// which kind. An offer's id is its run's.
public final class TransferOffers {
    private final Persons persons;
    private final Ledger ledger;

    public TransferOffers(Persons persons, Ledger ledger) {
        this.persons = persons;
        this.ledger = ledger;
    }

    public static boolean isIn(DataMap map) {
        TransferMap transfer = map.transfer();
        return map.claim() == null && transfer != null && transfer.acceptance();
    }

    public List<Route> showing(String login, String offer) {
        return List.of(Route.of(login, this::look), Route.of(offer, this::show));
    }

    public List<Route> answering(String accept, String decline, Engine engine) {
        Controls controls = new Controls(engine);
        return List.of(
                Route.of(accept, asked -> accept(asked, controls)),
                Route.of(decline, asked -> decline(asked, controls)));
    }

    /// The oldest that waits.
    private Answer look(Asked asked) {
        Optional<Run> waiting =
                Acceptances.waiting(ledger, persons.of(asked).userId()).stream()
                        .min((a, b) -> a.createdAt().compareTo(b.createdAt()));
        return waiting.isEmpty()
                ? Answer.nothing()
                : Answer.ok(Json.object().set("offer", offer(waiting.get())));
    }

    private Answer show(Asked asked) {
        Person person = persons.of(asked);
        Run run =
                Acceptances.find(ledger, asked.path("offerId"), person.userId())
                        .orElseThrow(() -> Refusal.notFound("offer"));
        return Answer.ok(
                Json.object()
                        .set(
                                "offer",
                                offer(run).put("state", state(run)).put("runId", run.runId())));
    }

    private static ObjectNode offer(Run run) {
        ObjectNode offer = Json.object().put("offerId", run.runId());
        offer.putArray("records");
        offer.put("needsProof", false);
        ObjectNode transfer =
                offer.putObject("transfer").put("from", run.request().path("from").asText());
        ObjectNode found = transfer.putObject("found");
        run.leg().found().byKind().forEach((kind, counts) -> found.put(kind, counts.found()));
        return offer;
    }

    private static String state(Run run) {
        return run.state() == Run.State.PLANNED && run.approved() == null
                ? "open"
                : run.end() == Run.End.CANCELLED && run.approved() == null
                        ? "declined"
                        : "accepted";
    }

    private Answer accept(Asked asked, Controls controls) {
        Person person = persons.of(asked);
        asked.body().only(Set.of());
        return switch (controls.accept(asked.path("offerId"), person.userId())) {
            case Controls.Answer.Done(Run run) ->
                    Answer.json(202, Json.object().put("runId", run.runId()));
            case Controls.Answer.NoSuchRun() -> throw Refusal.notFound("offer");
            case Controls.Answer.WrongState(Run run) -> throw answered(run);
            case Controls.Answer.OtherDigest(Run run) -> throw answered(run);
        };
    }

    private Answer decline(Asked asked, Controls controls) {
        Person person = persons.of(asked);
        asked.body().only(Set.of());
        return switch (controls.decline(asked.path("offerId"), person.userId())) {
            case Controls.Answer.Done _ -> Answer.ok(Json.object().put("state", "declined"));
            case Controls.Answer.NoSuchRun() -> throw Refusal.notFound("offer");
            case Controls.Answer.WrongState(Run run) -> throw answered(run);
            case Controls.Answer.OtherDigest(Run run) -> throw answered(run);
        };
    }

    private static Refusal answered(Run run) {
        return Refusal.wrongState(
                run.state(),
                "this offer can't be answered so any more; it is "
                        + state(run).toLowerCase(Locale.ROOT));
    }
}
