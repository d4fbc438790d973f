package dev.handover.indexaccounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;

class IndexAccountsTest {
    private final ClaimKit kit = new ClaimKit();

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void aWalkIsDoneInStretchesAndCountsWhatItCanNotRead() {
        for (int i = 0; i < 250; i++) {
            kit.account("user-%03d".formatted(i), "user-%d@example.org".formatted(i));
        }
        kit.record("broken", "{not JSON").record("git", "{\"user_id\": \"git\"}");
        // by its clock each deadline is long past for the walk, so a call does one page
        IndexAccountsHandler handler =
                new IndexAccountsHandler(kit.claim.walk(), kit.log, () -> Instant.EPOCH);

        int calls = 0;
        while (kit.logged("accounts-walked", "FINISHED") == 0) {
            handler.handleRequest(new ScheduledEvent(), Call.context());
            calls++;
        }

        assertTrue(calls > 3, "resumed " + calls + " times");
        String finished = kit.logged.getLast();
        assertTrue(finished.contains("\"accounts\":250"), finished);
        assertTrue(finished.contains("\"malformed\":{\"broken-json\":1,\"no-email\":1}"), finished);
        assertFalse(kit.logged.toString().contains("@"), "addresses are in no log");
        handler.handleRequest(new ScheduledEvent(), Call.context());
        assertEquals(finished, kit.logged.getLast(), "the next walk has time");
    }
}
