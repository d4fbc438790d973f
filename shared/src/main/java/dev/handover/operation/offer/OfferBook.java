package dev.handover.operation.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.Leg;
import dev.handover.run.Run;
import dev.handover.run.Runs;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The offers of the ledger. They lie by the user whose they are, so nobody can reach another's: a
/// foreign offer is one that doesn't exist. Answers are kept for good, for what was answered is not
/// offered again.
public final class OfferBook {
    private static final String SORT = "OFFER#";

    /// An open offer is deleted some time after its end, so that a late page still learns that it
    /// has expired.
    private static final Duration GRACE = Duration.ofDays(30);

    private final Table ledger;
    private final Runs runs;
    private final InstantSource clock;
    private final Duration open;

    /// @param open for how long an offer can be answered
    public OfferBook(Table ledger, Runs runs, InstantSource clock, Duration open) {
        this.ledger = ledger;
        this.runs = runs;
        this.clock = clock;
        this.open = open;
    }

    public Optional<Offer> find(String userId, String offerId) {
        return ledger.get(id(userId, offerId)).map(OfferBook::offer);
    }

    /// Writes an offer down, or renews the one of this id if it has expired.
    ///
    /// @return the offer as it now stands
    Offer keep(Offer found) {
        while (true) {
            Id id = id(found.userId(), found.offerId());
            Item item = ledger.get(id).orElseGet(() -> Item.fresh(id, Json.object()));
            Instant now = clock.instant();
            if (item.version() > 0 && stateOf(offer(item)) != Offer.State.EXPIRED) {
                return offer(item);
            }
            Offer kept = (item.version() > 0 ? offer(item) : found).renewed(now, now.plus(open));
            if (ledger.put(item.with(body(kept))).isPresent()) {
                return kept;
            }
        }
    }

    /// Changes an offer on what it is now; `change` answers its argument to leave it alone.
    ///
    /// @return the offer as it now stands, or empty when there is none
    Optional<Offer> update(String userId, String offerId, UnaryOperator<Offer> change) {
        while (true) {
            Optional<Item> item = ledger.get(id(userId, offerId));
            if (item.isEmpty()) {
                return Optional.empty();
            }
            Offer before = offer(item.get());
            Offer after = change.apply(before);
            if (after.equals(before) || ledger.put(item.get().with(body(after))).isPresent()) {
                return Optional.of(after);
            }
        }
    }

    /// An accepted offer whose run was taken back, or never came to be, can be answered again.
    Offer.State stateOf(Offer offer) {
        Offer.Answer answer = offer.answer();
        Offer.State unanswered =
                clock.instant().isBefore(offer.expiresAt())
                        ? Offer.State.OPEN
                        : Offer.State.EXPIRED;
        if (answer == null) {
            return unanswered;
        }
        return switch (answer) {
            case Offer.Declined _ -> Offer.State.DECLINED;
            case Offer.Accepted accepted -> stands(accepted) ? Offer.State.ACCEPTED : unanswered;
        };
    }

    private boolean stands(Offer.Accepted accepted) {
        return runs.find(accepted.runId()).filter(run -> !isTakenBack(run)).isPresent();
    }

    /// Whether it had a run, which doesn't count any more.
    boolean wasTakenBack(Offer.Accepted accepted) {
        return runs.find(accepted.runId()).filter(OfferBook::isTakenBack).isPresent();
    }

    private static boolean isTakenBack(Run run) {
        return switch (run.end()) {
            case UNDONE, FAILED, REFUSED, CANCELLED -> true;
            case INCOMPLETE, COMPLETE -> run.leg().kind() == Leg.Kind.UNDO;
            case null -> false;
        };
    }

    /// Ids of the records that the user has answered for: they were accepted or declined, and don't
    /// come back.
    Set<String> settled(String userId) {
        Set<String> settled = new HashSet<>();
        @Nullable String next = null;
        do {
            Table.Items page = ledger.query(partition(userId), SORT, next, 100);
            page.items().stream()
                    .map(OfferBook::offer)
                    .forEach(offer -> settled.addAll(settled(offer)));
            next = page.next();
        } while (next != null);
        return settled;
    }

    private Collection<String> settled(Offer offer) {
        Offer.Answer answer = offer.answer();
        if (answer == null) {
            return List.of();
        }
        return switch (answer) {
            case Offer.Declined _ -> offer.records();
            case Offer.Accepted accepted ->
                    stands(accepted)
                            ? Stream.concat(accepted.chosen().stream(), accepted.left().stream())
                                    .toList()
                            : List.of();
        };
    }

    private static Id id(String userId, String offerId) {
        return new Id(partition(userId), SORT + offerId);
    }

    private static String partition(String userId) {
        return "OFFERS#" + userId;
    }

    private static Offer offer(Item item) {
        return Json.read(item.body(), Offer.class);
    }

    private static ObjectNode body(Offer offer) {
        ObjectNode body = Json.tree(offer);
        return offer.answer() == null
                ? body.put(Table.EXPIRES, offer.expiresAt().plus(GRACE).getEpochSecond())
                : body;
    }
}
