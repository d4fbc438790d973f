package dev.handover.offeratlogin;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Persons;
import dev.handover.lambda.Refusal;
import dev.handover.operation.DataMap.Proof;
import dev.handover.operation.claim.EmailHash;
import dev.handover.operation.claim.EmailHashing;
import dev.handover.operation.offer.Offers;
import dev.handover.operation.offer.Person;
import dev.handover.operation.offer.Sight;
import dev.handover.operation.offer.Sights;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers a login with an offer, nothing, or when to ask again. Changes nothing but the ledger,
/// and does the same when it is asked twice; whoever is refused is told why.
final class Login {
    /// The index is walked every few minutes; a page that waits asks again now and then.
    private static final Duration INDEX_RETRY = Duration.ofSeconds(30);

    private final Persons persons;
    private final AnonymousSession session;
    private final EmailHashing hashing;
    private final Offers offers;
    private final Sights sights;
    private final Set<Proof> ways;

    Login(
            Persons persons,
            AnonymousSession session,
            EmailHashing hashing,
            Offers offers,
            Sights sights,
            Set<Proof> ways) {
        this.persons = persons;
        this.session = session;
        this.hashing = hashing;
        this.offers = offers;
        this.sights = sights;
        this.ways = ways;
    }

    Answer look(Asked asked) {
        Person person = persons.of(asked);
        List<String> anonymous = session.owners(asked, person.userId());
        Optional<EmailHash> email = Optional.ofNullable(person.email()).flatMap(hashing::of);
        return switch (offers.look(person.userId(), email, anonymous)) {
            case Offers.Look.Nothing _ -> Answer.nothing();
            case Offers.Look.NotReady() -> Answer.later(202, Json.object(), INDEX_RETRY);
            case Offers.Look.Found(var offer) -> found(sights.of(person, offer));
        };
    }

    private Answer found(Sight sight) {
        if (sight.items().isEmpty() && !sight.needsProof()) {
            return Answer.nothing(); // it was answered, or taken away, while we looked
        }
        ObjectNode answer = Json.object();
        answer.set("offer", sight.toJson(ways));
        return Answer.ok(answer);
    }

    Answer show(Asked asked) {
        Person person = persons.of(asked);
        Sight sight =
                sights.find(person, asked.path("offerId"))
                        .orElseThrow(() -> Refusal.notFound("offer"));
        ObjectNode answer = Json.object();
        answer.set("offer", sight.withState(ways));
        return Answer.ok(answer);
    }
}
