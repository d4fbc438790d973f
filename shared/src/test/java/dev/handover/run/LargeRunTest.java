package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people look at of a run with thousands of pages reads no more of them than it shows.
class LargeRunTest {
    private static final int NOTES = 3_000; // 1,500 batches, and as many pages of each verification

    private final EngineKit kit = new EngineKit();
    private int reads;

    /// The same engine, with its reads counted.
    private final Engine counted =
            new Engine(
                    kit.ledger,
                    kit.keys,
                    new Vault(
                            new Blobs() {
                                @Override
                                public Optional<byte[]> get(String name) {
                                    reads++;
                                    return kit.blobs.get(name);
                                }

                                @Override
                                public boolean putIfAbsent(String name, byte[] bytes) {
                                    return kit.blobs.putIfAbsent(name, bytes);
                                }
                            },
                            kit.keys),
                    kit.queues,
                    _ -> kit.store,
                    kit.operations,
                    kit.signer,
                    kit.engine.log(),
                    () -> kit.now,
                    kit.settings);

    private void notes(String json) {
        for (int i = 0; i < NOTES; i++) {
            kit.note("note-%05d".formatted(i), json);
        }
    }

    private List<String> leftovers(Run run, List<Integer> pages) {
        List<String> found = new ArrayList<>();
        String next = null;
        do {
            ObjectNode page = LeftoverView.of(counted, run, next, 100);
            page.path("leftovers").forEach(one -> found.add(one.path("record").asText()));
            pages.add(reads);
            reads = 0;
            next = page.path("next").asText(null);
        } while (next != null);
        return found;
    }

    @Test
    void aRunThatLeftNothingHasNoLeftoversToReadFor() {
        notes("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
        kit.start("run");
        assertEquals(Run.State.COMPLETE, kit.runAll("run"));

        assertEquals(List.of(), leftovers(kit.run("run"), new ArrayList<>()));
        RunView.withLanes(counted, kit.run("run"));
        PlanView.of(counted, kit.run("run"), null);
        assertTrue(reads <= 1, "reads: " + reads);
    }

    @Test
    void aLeftoverFarBehindIsFoundInPagesOfBoundedCost() {
        notes("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
        kit.start("run");
        kit.deliver();
        kit.note("note-99999", "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}"); // a late writer's
        kit.tick(Duration.ofMinutes(1));
        assertEquals(Run.State.INCOMPLETE, kit.runAll("run"));

        List<Integer> pages = new ArrayList<>();
        assertEquals(List.of("note-99999"), leftovers(kit.run("run"), pages));
        assertTrue(pages.stream().allMatch(each -> each <= 200), pages.toString());
    }

    @Test
    void aReceiptListsAThousandRecordsAndCountsTheOthers() {
        notes("{\"owner\":\"jane\"}");
        kit.start("run");
        assertEquals(Run.State.COMPLETE, kit.runAll("run"));

        Receipts.Receipt receipt =
                Json.read(
                        Receipts.find(kit.vault, kit.run("run")).orElseThrow().receipt(),
                        Receipts.Receipt.class);
        assertEquals(1_000, receipt.records().size());
        assertEquals(NOTES - 1_000, receipt.more());
        assertFalse(receipt.verdictsSha256().isEmpty());
    }
}
