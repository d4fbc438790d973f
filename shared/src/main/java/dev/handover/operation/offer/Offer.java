package dev.handover.operation.offer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a login found for a person, as the ledger keeps it: ids only. Names and sizes are read
/// again whenever it is shown.
///
/// @param offerId derived from whom it is for and what was found: the same findings are the same
///   offer
/// @param userId whose it is: the new account's
/// @param accounts ids of old accounts with the person's e-mail address, sorted
/// @param anonymous ids of owners without an account, which the person's session has shown to be
///   its own, sorted
/// @param records ids of the records found that were not answered for before, sorted
/// @param expiresAt exclusive
/// @param answer null until there is one
public record Offer(
        String offerId,
        String userId,
        List<String> accounts,
        List<String> anonymous,
        List<String> records,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Answer answer) {
    /// As users see it.
    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        EXPIRED
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = Declined.class, name = "declined")
    })
    public sealed interface Answer {
        Instant at();
    }

    /// @param all whether all that were shown were wanted, without naming them
    /// @param runId of the run that does it
    /// @param attempt counts on when the person accepts again after taking the run back
    /// @param chosen ids of the records that the run is about, sorted
    /// @param left ids of anonymous records that are to stay where they are, sorted
    public record Accepted(
            boolean all,
            Mode mode,
            String runId,
            int attempt,
            List<String> chosen,
            List<String> left,
            Instant at)
            implements Answer {
        boolean answers(Choice choice) {
            Set<String> records = choice.records();
            return mode == choice.mode()
                    && (records == null ? all : records.equals(Set.copyOf(chosen)));
        }
    }

    public record Declined(Instant at) implements Answer {}

    /// What a person wants of an offer.
    ///
    /// @param records null for all that are shown
    /// @param mode what becomes of the anonymous ones
    public record Choice(@Nullable Set<String> records, Mode mode) {}

    public enum Mode {
        /// They move to the new account like all others.
        IMPORT,
        /// They are deleted; that can be undone.
        DELETE,
        /// They stay as they are, and aren't offered again.
        LEAVE
    }

    Offer answered(@Nullable Answer given) {
        return new Offer(
                offerId, userId, accounts, anonymous, records, createdAt, expiresAt, given);
    }

    Offer renewed(Instant from, Instant until) {
        return new Offer(offerId, userId, accounts, anonymous, records, from, until, answer);
    }
}
