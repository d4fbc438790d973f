package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Json;
import dev.handover.run.Run.State;
import dev.handover.run.Table.Item;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The ledger is restored from a backup: it is older than the journal, which isn't lost, and than
/// the system. Played for a backup at every moment of a run: the ledger's items of then, in a new
/// table, beside the journal and the system of now.
class RestoredLedgerTest {
    private static List<Item> backup(EngineKit kit) {
        return kit.ledgerTable.items();
    }

    /// After the restore: all messages are gone, the sweep finds what is live.
    private static void restore(EngineKit kit, List<Item> backup) {
        kit.ledgerTable.items().forEach(kit.ledgerTable::delete);
        backup.forEach(item -> kit.ledgerTable.put(Item.fresh(item.id(), item.body())));
        kit.queues.take();
        kit.now = kit.now.plus(Duration.ofMinutes(10));
    }

    private static String counts(EngineKit kit) {
        Run run = kit.run("run");
        String receipt = Receipts.find(kit.vault, run).orElseThrow().receipt();
        return Json.parse(receipt).path("counts")
                + " "
                + Json.parse(receipt).path("verdictsSha256");
    }

    private interface Moment {
        void reached(EngineKit kit, List<Item> backup);
    }

    /// Plays a run over and over, each time with a backup one message later, until it is over.
    private static int everyMoment(Moment then) {
        int moments = 0;
        for (int messages = 0; ; messages++) {
            EngineKit kit = new EngineKit().notes(9);
            kit.start("run");
            int delivered = 0;
            while (delivered < messages && deliverOne(kit)) {
                delivered++;
            }
            List<Item> backup = backup(kit);
            boolean over = kit.run("run").end() != null;
            then.reached(kit, backup);
            moments++;
            if (over) {
                return moments;
            }
        }
    }

    private static boolean deliverOne(EngineKit kit) {
        List<MemoryQueues.Sent> waiting = new ArrayList<>(kit.queues.take());
        for (var message : waiting) {
            if (!EngineKit.OUTSIDE.contains(message.queue())) {
                waiting.remove(message);
                kit.deliver(message.body());
                waiting.forEach(left ->
                        kit.queues.send(
                                left.queue(), left.body(), Duration.ZERO, left.attributes()));
                return true;
            }
        }
        return false;
    }

    @Test
    @DisplayName("a run that was over when the ledger was lost ends the same again, counted once")
    void aRunThatWasOverEndsTheSameAgain() {
        EngineKit clean = new EngineKit().notes(9);
        clean.start("run");
        clean.runAll("run");

        int moments =
                everyMoment((kit, backup) -> {
                    assertEquals(State.COMPLETE, kit.runAll("run"));
                    restore(kit, backup);
                    assertEquals(State.COMPLETE, kit.runAll("run"));
                    assertEquals(counts(clean), counts(kit));
                    assertEquals(clean.memory.contents(), kit.memory.contents());
                });
        assertTrue(moments > 8, "plan, five batches, two passes: " + moments);
    }

    @Test
    @DisplayName(
            "a run that was further than the backup when the ledger was lost goes on, counted once")
    void aRunThatWasFurtherGoesOn() {
        EngineKit clean = new EngineKit().notes(9);
        clean.start("run");
        clean.runAll("run");

        everyMoment((kit, backup) -> {
            deliverOne(kit);
            deliverOne(kit);
            restore(kit, backup);
            assertEquals(State.COMPLETE, kit.runAll("run"));
            assertEquals(counts(clean), counts(kit));
            assertEquals(clean.memory.contents(), kit.memory.contents());
        });
    }

    @Test
    @DisplayName(
            "a run that the ledger doesn't know any more is asked for again, and follows its own"
                    + " plan and journal")
    void aForgottenRunIsAskedForAgain() {
        EngineKit kit = new EngineKit().notes(9);
        List<Item> backup = backup(kit);
        kit.start("run");
        kit.runAll("run");
        String before = counts(kit);
        restore(kit, backup);
        kit.start("run");
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(before, counts(kit));
    }

    @Test
    @DisplayName(
            "a run that was undone since the backup writes nothing again, and can be undone again")
    void aRunThatWasUndoneWritesNothingAgain() {
        everyMoment((kit, backup) -> {
            var untouched = new EngineKit().notes(9).memory.contents();
            kit.runAll("run");
            kit.controls.undo("run", "op", "");
            assertEquals(State.UNDONE, kit.runAll("run"));
            restore(kit, backup);
            // the ledger takes it for complete: that it was undone it can't know
            assertEquals(State.COMPLETE, kit.runAll("run"));
            assertEquals(untouched, kit.memory.contents());

            kit.controls.undo("run", "op", "again, after the restore");
            assertEquals(State.UNDONE, kit.runAll("run"));
            assertEquals(untouched, kit.memory.contents());
        });
    }

    @Test
    @DisplayName("what was sealed stays so: the keys have no backup")
    void whatWasSealedStaysSo() {
        EngineKit kit = new EngineKit().notes(3);
        kit.start("run");
        kit.runAll("run");
        List<Item> backup = backup(kit);
        MemoryTable keys = kit.keysTable;
        assertEquals(1, keys.items().size());
        kit.now = kit.now.plus(Duration.ofDays(2));
        kit.sweeper.sweep(Deadline.NONE);
        restore(kit, backup);
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(List.of(), keys.items());
        assertTrue(kit.run("run").sealedAt() != null, "and the ledger says so again");
    }
}
