package dev.handover.answeroffer;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Fields;
import dev.handover.lambda.Persons;
import dev.handover.lambda.Refusal;
import dev.handover.operation.offer.Answers;
import dev.handover.operation.offer.Offer;
import dev.handover.operation.offer.Person;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Takes a person's yes or no to an offer. Twice is once: the same answer again is the same run.
final class TakeAnswer {
    private final Persons persons;
    private final Answers answers;

    TakeAnswer(Persons persons, Answers answers) {
        this.persons = persons;
        this.answers = answers;
    }

    Answer accept(Asked asked) {
        Person person = persons.of(asked);
        Fields body = asked.body().only(Set.of("records", "mode"));
        Offer.Choice choice = new Offer.Choice(records(body), mode(body));
        return answer(answers.accept(person, asked.path("offerId"), choice));
    }

    Answer decline(Asked asked) {
        Person person = persons.of(asked);
        asked.body().only(Set.of());
        return answer(answers.decline(person, asked.path("offerId")));
    }

    private static Answer answer(Answers.Outcome outcome) {
        return switch (outcome) {
            case Answers.Outcome.Accepted(String runId) ->
                    Answer.json(202, Json.object().put("runId", runId));
            case Answers.Outcome.Declined() -> Answer.ok(Json.object().put("state", "declined"));
            case Answers.Outcome.NoSuchOffer() -> throw Refusal.notFound("offer");
            case Answers.Outcome.WrongState(Offer.State state) ->
                    throw Refusal.wrongState(
                            state,
                            "this offer can't be answered so any more; log in again for a new one");
            case Answers.Outcome.NeedsProof() ->
                    throw new Refusal(
                            403, "needs-proof", "prove first that the old account is yours");
            case Answers.Outcome.UnknownRecord(String recordId) ->
                    throw new Refusal(
                            400,
                            "unknown-record",
                            "records names one that this offer doesn't show",
                            Map.of("field", "records", "record", recordId));
            case Answers.Outcome.NothingChosen() ->
                    throw Refusal.field(
                            "nothing-chosen",
                            "records",
                            "must leave at least one record to move or delete");
        };
    }

    private static @Nullable Set<String> records(Fields body) {
        if (!body.has("records")) {
            return null;
        }
        JsonNode records = body.object().path("records");
        if (!records.isArray() || !records.valueStream().allMatch(JsonNode::isTextual)) {
            throw Refusal.field("bad-field", "records", "must be a list of record ids");
        }
        Set<String> ids = new HashSet<>();
        records.forEach(id -> ids.add(id.textValue()));
        return ids;
    }

    private static Offer.Mode mode(Fields body) {
        return switch (body.optionalText("mode").orElse("import")) {
            case "import" -> Offer.Mode.IMPORT;
            case "delete" -> Offer.Mode.DELETE;
            case "leave" -> Offer.Mode.LEAVE;
            default -> throw Refusal.field("bad-field", "mode", "must be import, delete or leave");
        };
    }
}
