package dev.handover.answeroffer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Fields;
import dev.handover.lambda.Persons;
import dev.handover.lambda.Refusal;
import dev.handover.operation.DataMap.Proof;
import dev.handover.operation.offer.Mailer;
import dev.handover.operation.offer.Offer;
import dev.handover.operation.offer.Person;
import dev.handover.operation.offer.ProofResult;
import dev.handover.operation.offer.Prover;
import dev.handover.operation.offer.Sight;
import dev.handover.operation.offer.Sights;
import dev.handover.run.Log;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Takes a proof that an offer's old accounts are the person's. What is answered doesn't depend on
/// whether there is an address or a password; tries are limited, whoever makes them.
final class ProveOwnership {
    private static final Duration MAIL_RETRY = Duration.ofMinutes(1);

    private final Persons persons;
    private final Sights sights;
    private final Prover prover;
    private final Set<Proof> ways;
    private final Log log;

    ProveOwnership(Persons persons, Sights sights, Prover prover, Set<Proof> ways, Log log) {
        this.persons = persons;
        this.sights = sights;
        this.prover = prover;
        this.ways = ways;
        this.log = log;
    }

    Answer prove(Asked asked) {
        Person person = persons.of(asked);
        Fields body = asked.body().only(Set.of("method", "code", "password"));
        Sight sight = find(person, asked);
        if (sight.state() != Offer.State.OPEN) {
            throw Refusal.wrongState(sight.state(), "this offer is no longer open");
        }
        ProofResult result =
                switch (method(body)) {
                    case OLD_PASSWORD -> prover.checkPassword(sight, body.text("password"));
                    case MAILED_CODE ->
                            body.has("code")
                                    ? prover.checkCode(sight, body.text("code"))
                                    : sent(sight);
                    case VERIFIED_EMAIL_CLAIM, OPERATOR -> throw unknownMethod();
                };
        return switch (result) {
            case ProofResult.Proved _ -> offer(find(person, asked));
            case ProofResult.Sent() -> Answer.json(202, Json.object().put("state", "sent"));
            case ProofResult.Wrong() ->
                    throw new Refusal(403, "wrong-proof", "that does not prove it; try again");
            case ProofResult.TooMany(Duration retryAfter) ->
                    Answer.later(
                            429,
                            Json.object()
                                    .put("error", "too-many-tries")
                                    .put(
                                            "message",
                                            "there were too many tries; wait before the next one"),
                            retryAfter);
        };
    }

    private Sight find(Person person, Asked asked) {
        return sights.find(person, asked.path("offerId"))
                .orElseThrow(() -> Refusal.notFound("offer"));
    }

    private ProofResult sent(Sight sight) {
        try {
            return prover.sendCode(sight);
        } catch (Mailer.MailNotSent trouble) {
            log.error("mail-not-sent", trouble, Map.of("offer", sight.offer().offerId()));
            throw new Refusal(
                    503,
                    "mail-not-sent",
                    "no mail can be sent now; try again in " + MAIL_RETRY.toSeconds() + " seconds");
        }
    }

    private Proof method(Fields body) {
        Proof method =
                switch (body.text("method")) {
                    case "mailed-code" -> Proof.MAILED_CODE;
                    case "old-password" -> Proof.OLD_PASSWORD;
                    default -> throw unknownMethod();
                };
        if (!ways.contains(method)) {
            throw unknownMethod();
        }
        return method;
    }

    private static Refusal unknownMethod() {
        return Refusal.field(
                "unknown-method", "method", "must be one of those that the offer names in `proof`");
    }

    private Answer offer(Sight sight) {
        ObjectNode answer = Json.object();
        answer.set("offer", sight.toJson(ways));
        return Answer.ok(answer);
    }
}
