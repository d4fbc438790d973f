package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.claim.OldAccount.Malformed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a walk over the old accounts is, and what it has counted.
///
/// @param number counts walks, from 1
/// @param cursor where the phase goes on; null at its start
/// @param size how many accounts there were when the walk began; -1 when the store can't say
/// @param keyId of the key that hashed the addresses
/// @param accounts that can be found by their address
/// @param malformed how many can't, by reason
/// @param examples the first of those, for whoever mends them
/// @param appeared that weren't there in the walk before
/// @param moved whose address is another than in the walk before
/// @param vanished that were there in the walk before
public record WalkReport(
        int number,
        Phase phase,
        @Nullable String cursor,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long size,
        String keyId,
        long accounts,
        SortedMap<String, Long> malformed,
        List<Malformed> examples,
        long appeared,
        long moved,
        long vanished) {
    static final int MOST_EXAMPLES =
            100; // of about 1 KB at most: together a quarter of what an item may hold

    /// What a walk does, in this order.
    public enum Phase {
        /// Goes through the account base and writes the index. Counts nothing that the register can
        /// count: a scan may give an account twice.
        SCANNING,
        /// Goes through the register, where each is once, reads each account again, and counts.
        CHECKING,
        FINISHED
    }

    static WalkReport begun(int number, Instant now, long size, String keyId) {
        return new WalkReport(
                number,
                Phase.SCANNING,
                null,
                now,
                null,
                size,
                keyId,
                0,
                new TreeMap<>(),
                List.of(),
                0,
                0,
                0);
    }

    public boolean isFinished() {
        return phase == Phase.FINISHED;
    }

    WalkReport at(Phase next, @Nullable String from, @Nullable Instant finished) {
        return new WalkReport(
                number, next, from, startedAt, finished, size, keyId, accounts, malformed, examples,
                appeared, moved, vanished);
    }

    /// @param seen an account and what changed; null for one that is gone
    WalkReport counting(@Nullable OldAccount seen, AccountIndex.Change change) {
        SortedMap<String, Long> reasons = new TreeMap<>(malformed);
        List<Malformed> named = new ArrayList<>(examples);
        if (seen instanceof Malformed bad) {
            reasons.merge(bad.reason(), 1L, Long::sum);
            if (named.size() < MOST_EXAMPLES) {
                named.add(bad);
            }
        }
        return new WalkReport(
                number,
                phase,
                cursor,
                startedAt,
                finishedAt,
                size,
                keyId,
                accounts + (seen instanceof OldAccount.Account ? 1 : 0),
                reasons,
                named,
                appeared + (change == AccountIndex.Change.NEW ? 1 : 0),
                moved + (change == AccountIndex.Change.MOVED ? 1 : 0),
                vanished + (change == AccountIndex.Change.GONE ? 1 : 0));
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", number).put("phase", phase.name()).put("cursor", cursor);
        json.put("startedAt", startedAt.toString());
        json.put("finishedAt", finishedAt == null ? null : finishedAt.toString());
        json.put("size", size).put("keyId", keyId).put("accounts", accounts);
        malformed.forEach(json.putObject("malformed")::put);
        var named = json.putArray("examples");
        examples.forEach(bad -> named.addObject().put("id", bad.id()).put("reason", bad.reason()));
        return json.put("appeared", appeared).put("moved", moved).put("vanished", vanished);
    }

    static WalkReport fromJson(ObjectNode json) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        json.path("malformed")
                .properties()
                .forEach(entry -> reasons.put(entry.getKey(), entry.getValue().longValue()));
        return new WalkReport(
                json.path("number").intValue(),
                Phase.valueOf(json.path("phase").textValue()),
                json.path("cursor").textValue(),
                Instant.parse(json.path("startedAt").textValue()),
                json.hasNonNull("finishedAt")
                        ? Instant.parse(json.path("finishedAt").textValue())
                        : null,
                json.path("size").longValue(),
                json.path("keyId").textValue(),
                json.path("accounts").longValue(),
                reasons,
                json.path("examples")
                        .valueStream()
                        .map(bad ->
                                new Malformed(
                                        bad.path("id").textValue(), bad.path("reason").textValue()))
                        .toList(),
                json.path("appeared").longValue(),
                json.path("moved").longValue(),
                json.path("vanished").longValue());
    }
}
