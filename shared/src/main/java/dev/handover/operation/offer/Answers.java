package dev.handover.operation.offer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.run.Controls;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Takes a person's answer to an offer. First the answer is written down, by which one of two at
/// once wins; then the run is started. A crash in between leaves an accepted offer without a run,
/// which counts as not accepted: the person does it again. Accepting twice is the same run.
public final class Answers {
    private final Sights sights;
    private final OfferBook book;
    private final LeftBehind leftBehind;
    private final Controls controls;
    private final InstantSource clock;

    public Answers(
            Sights sights,
            OfferBook book,
            LeftBehind leftBehind,
            Controls controls,
            InstantSource clock) {
        this.sights = sights;
        this.book = book;
        this.leftBehind = leftBehind;
        this.controls = controls;
        this.clock = clock;
    }

    /// What became of an answer.
    public sealed interface Outcome {
        record Accepted(String runId) implements Outcome {}

        record Declined() implements Outcome {}

        /// There is none for this person.
        record NoSuchOffer() implements Outcome {}

        /// It was answered otherwise, or has expired.
        record WrongState(Offer.State state) implements Outcome {}

        /// Nothing of it can be seen without a proof.
        record NeedsProof() implements Outcome {}

        /// The offer shows no record of this id.
        record UnknownRecord(String recordId) implements Outcome {}

        /// The choice comes to no record at all.
        record NothingChosen() implements Outcome {}
    }

    /// Who started a run: the person themselves.
    public static String by(String userId) {
        return "user:" + userId;
    }

    public Outcome accept(Person person, String offerId, Offer.Choice choice) {
        while (true) {
            Optional<Sight> found = sights.find(person, offerId);
            if (found.isEmpty()) {
                return new Outcome.NoSuchOffer();
            }
            Sight sight = found.get();
            if (sight.state() == Offer.State.ACCEPTED
                    && sight.offer().answer() instanceof Offer.Accepted accepted
                    && accepted.answers(choice)) {
                return start(sight.offer(), accepted);
            }
            if (sight.state() != Offer.State.OPEN) {
                return new Outcome.WrongState(sight.state());
            }
            Optional<Outcome> obstacle = obstacle(sight, choice);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            Offer.Accepted accepted = accepted(sight, choice);
            if (accepted.chosen().isEmpty()) {
                return new Outcome.NothingChosen();
            }
            if (answer(sight.offer(), accepted)) {
                return start(sight.offer(), accepted);
            }
        }
    }

    /// Also without a proof: what is declined is only never offered to this person again.
    public Outcome decline(Person person, String offerId) {
        while (true) {
            Optional<Offer> offer = book.find(person.userId(), offerId);
            if (offer.isEmpty()) {
                return new Outcome.NoSuchOffer();
            }
            Offer.State state = book.stateOf(offer.get());
            switch (state) {
                case DECLINED -> {
                    return new Outcome.Declined();
                }
                case ACCEPTED, EXPIRED -> {
                    return new Outcome.WrongState(state);
                }
                case OPEN -> {
                    if (answer(offer.get(), new Offer.Declined(clock.instant()))) {
                        return new Outcome.Declined();
                    }
                }
            }
        }
    }

    /// @return false when the offer was changed since it was read
    private boolean answer(Offer offer, Offer.Answer answer) {
        return book.update(
                        offer.userId(),
                        offer.offerId(),
                        now -> now.equals(offer) ? now.answered(answer) : now)
                .filter(now -> answer.equals(now.answer()))
                .isPresent();
    }

    private static Optional<Outcome> obstacle(Sight sight, Offer.Choice choice) {
        if (sight.items().isEmpty() && sight.needsProof()) {
            return Optional.of(new Outcome.NeedsProof());
        }
        Set<String> records = choice.records();
        return records == null
                ? Optional.empty()
                : records.stream()
                        .filter(id -> !sight.shows(id))
                        .sorted()
                        .findFirst()
                        .map(Outcome.UnknownRecord::new);
    }

    private Offer.Accepted accepted(Sight sight, Offer.Choice choice) {
        Offer offer = sight.offer();
        RecordOwners owners = leftBehind.owners(offer.accounts(), offer.anonymous());
        Set<String> records = choice.records();
        List<String> chosen = new ArrayList<>();
        List<String> left = new ArrayList<>();
        sight.items().stream()
                .map(shown -> shown.item().recordId())
                .sorted()
                .forEach(id -> {
                    if (choice.mode() == Offer.Mode.LEAVE && owners.of(id).anonymous()) {
                        left.add(id);
                    } else if (records == null || records.contains(id)) {
                        chosen.add(id);
                    }
                });
        int attempt =
                offer.answer() instanceof Offer.Accepted before
                        ? before.attempt() + (book.wasTakenBack(before) ? 1 : 0)
                        : 1;
        List<String> parts =
                new ArrayList<>(
                        List.of(
                                "claim",
                                offer.userId(),
                                offer.offerId(),
                                String.valueOf(attempt),
                                choice.mode().name()));
        parts.addAll(chosen);
        String runId = DerivedId.of(parts.toArray(String[]::new)).toString();
        return new Offer.Accepted(
                records == null, choice.mode(), runId, attempt, chosen, left, clock.instant());
    }

    private Outcome start(Offer offer, Offer.Accepted accepted) {
        RecordOwners owners = leftBehind.owners(offer.accounts(), offer.anonymous());
        List<String> from = owners.of(accepted.chosen(), false);
        List<String> anonymous = owners.of(accepted.chosen(), true);
        ObjectNode request = Json.object().put("to", offer.userId());
        put(request, "from", from);
        put(request, "anonymous", anonymous);
        put(request, "records", accepted.chosen());
        request.put("mode", accepted.mode() == Offer.Mode.DELETE ? "delete" : "import");
        List<String> participants =
                Stream.of(List.of(offer.userId()), from, anonymous).flatMap(List::stream).toList();
        controls.start(
                new Controls.Request(
                        accepted.runId(),
                        "claim",
                        request,
                        participants,
                        by(offer.userId()),
                        false,
                        false,
                        false));
        return new Outcome.Accepted(accepted.runId());
    }

    private static void put(ObjectNode request, String field, List<String> values) {
        ArrayNode array = request.putArray(field);
        values.forEach(array::add);
    }
}
