package dev.handover.followrun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Persons;
import dev.handover.lambda.Refusal;
import dev.handover.operation.offer.Answers;
import dev.handover.operation.offer.Person;
import dev.handover.operation.offer.ReceiptWords;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.RunView;

import java.util.List;
import java.util.Set;

/// Shows a run to the person who started it, and takes it back for them. Another's run is one that
/// doesn't exist.
final class OwnRun {
    /// What only operators have to know: who they are, and how fast the stack works.
    private static final List<String> OPERATORS_ONLY =
            List.of("requestedBy", "why", "window", "digest");

    private final Persons persons;
    private final Engine engine;
    private final Controls controls;

    OwnRun(Persons persons, Engine engine) {
        this.persons = persons;
        this.engine = engine;
        controls = new Controls(engine);
    }

    Answer show(Asked asked) {
        ObjectNode view = RunView.of(engine, find(persons.of(asked), asked));
        view.remove(OPERATORS_ONLY);
        return Answer.ok(view);
    }

    /// The receipt as it was signed, and what it says in words.
    Answer receipt(Asked asked) {
        Run run = find(persons.of(asked), asked);
        Receipts.Signed signed =
                Receipts.find(engine.vault(), run)
                        .orElseThrow(() ->
                                Refusal.wrongState(
                                        run.state(),
                                        "there is no receipt yet; it is written when the run has"
                                                + " ended"));
        Receipts.Receipt receipt = Json.read(signed.receipt(), Receipts.Receipt.class);
        ObjectNode answer = Json.object();
        ArrayNode words = answer.putArray("words");
        ReceiptWords.of(receipt).forEach(words::add);
        answer.set("receipt", Json.tree(receipt));
        answer.set("signed", Json.tree(signed));
        return Answer.ok(answer);
    }

    Answer undo(Asked asked) {
        Person person = persons.of(asked);
        asked.body().only(Set.of());
        Run run = find(person, asked);
        return switch (controls.undo(
                run.runId(), Answers.by(person.userId()), "asked for by the person")) {
            case Controls.Answer.Done(Run undoing) ->
                    Answer.json(202, Json.object().put("runId", undoing.runId()));
            case Controls.Answer.NoSuchRun() -> throw Refusal.notFound("run");
            case Controls.Answer.WrongState(Run now) ->
                    throw Refusal.wrongState(
                            now.state(), "this run can't be taken back (any more)");
            case Controls.Answer.OtherDigest(Run now) ->
                    throw Refusal.wrongState(now.state(), "the plan is another");
        };
    }

    private Run find(Person person, Asked asked) {
        return engine.ledger()
                .runs
                .find(asked.path("runId"))
                .filter(run -> run.requestedBy().equals(Answers.by(person.userId())))
                .orElseThrow(() -> Refusal.notFound("run"));
    }
}
