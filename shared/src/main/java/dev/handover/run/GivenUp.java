package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What was given up after its last attempt, or refused at once: ids and reason codes for a person
/// to look at, never what the message said.
public final class GivenUp {
    private static final String ALL = "given-up";
    private static final String SORT = "GIVEN-UP";

    /// As long as the dead-letter queues keep a message at most, and some more to find it by.
    private static final Duration KEPT = Duration.ofDays(30);

    /// @param id of the message, or derived from what it asked for
    /// @param queue that it came from
    /// @param run null when it had not become one yet
    public record Message(
            String id, String queue, String reason, @Nullable String run, Instant at) {}

    /// @param next null on the last page
    public record Page(List<Message> messages, @Nullable String next) {}

    private final Table ledger;

    GivenUp(Table ledger) {
        this.ledger = ledger;
    }

    /// The same message is noted once.
    public void note(Message message) {
        ledger.put(
                Item.fresh(
                        id(message.id()),
                        Json.tree(message)
                                .put(Table.LISTED, ALL)
                                .put(Table.LISTED_AT, message.at() + "#" + message.id())
                                .put(Table.EXPIRES, message.at().plus(KEPT).getEpochSecond())));
    }

    /// Newest first; lags a little.
    ///
    /// @param limit at most 100
    public Page list(@Nullable String from, int limit) {
        Table.Ids ids = ledger.listed(ALL, true, from, limit);
        Map<Id, Item> items = ledger.getAll(ids.ids());
        List<Message> messages =
                ids.ids().stream()
                        .filter(items::containsKey)
                        .map(id -> Json.read(items.get(id).body(), Message.class))
                        .toList();
        return new Page(messages, ids.next());
    }

    private static Id id(String message) {
        return new Id(SORT + "#" + message, SORT);
    }
}
