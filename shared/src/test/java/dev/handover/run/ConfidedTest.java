package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class ConfidedTest {
    private static final Confided JANE =
            new Confided(List.of("Jane Q. Doe"), null, List.of("admin-1"));
    private static final Confided WITH_NAME_AS_WELL =
            new Confided(List.of("Jane Q. Doe", "Jane"), null, List.of("admin-1"));

    private final EngineKit kit = new EngineKit().notes(3);

    private static Controls.Request request(
            String runId, String subject, Confided confided, boolean dryRun) {
        ObjectNode request = Json.object().put("subject", subject);
        List<String> participants = List.of(subject);
        return new Controls.Request(
                runId, "erase", request, participants, "tester", dryRun, false, true, confided);
    }

    private Optional<Confided> confided(String runId) {
        return Confided.of(kit.vault, runId);
    }

    private String everythingWritten() {
        StringBuilder all = new StringBuilder();
        kit.ledgerTable.items().forEach(item -> all.append(item.id()).append(item.body()));
        kit.keysTable.items().forEach(item -> all.append(item.id()).append(item.body()));
        for (Queues.Name queue : Queues.Name.values()) {
            kit.queues
                    .sent(queue)
                    .forEach(sent -> all.append(sent.body()).append(sent.attributes()));
        }
        all.append(kit.logged);
        kit.blobs
                .names()
                .forEach(name ->
                        all.append(name)
                                .append(
                                        new String(
                                                kit.blobs.get(name).orElseThrow(),
                                                StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    @Test
    @DisplayName("what a request confides is there for the run, and stands nowhere in the open")
    void itIsSealed() {
        Run run = kit.controls.start(request("run", "jane", JANE, false));
        assertEquals(Optional.of(JANE), confided("run"));
        assertEquals(Run.State.COMPLETE, kit.runAll(run.runId()));
        assertEquals(Optional.of(JANE), confided("run"));
        assertFalse(everythingWritten().contains("Jane Q."));
        assertFalse(everythingWritten().contains("admin-1"));
    }

    @Test
    @DisplayName("it is gone with the run's key when the undo is over")
    void itGoesWithTheKey() {
        kit.controls.start(request("run", "jane", JANE, false));
        kit.runAll("run");
        kit.tick(Duration.ofDays(2));
        kit.sweeper.sweep(Deadline.NONE);
        assertNotNull(kit.run("run").sealedAt());
        assertThrows(Vault.Sealed.class, () -> confided("run"));
        kit.controls.start(request("run", "jane", JANE, false));
        assertThrows(Vault.Sealed.class, () -> confided("run"), "no new key for an old run");
    }

    @Test
    @DisplayName("sealed, and then the crash: the same request comes again and becomes the run")
    void halfWay() {
        Controls.Request asked = request("run", "jane", JANE, false);
        Confided.settle(kit.engine, "run", Controls.content(asked), JANE);
        assertEquals(Optional.empty(), kit.ledger.runs.find("run"));
        assertEquals("run", kit.controls.start(asked).runId());
        assertEquals(Run.State.COMPLETE, kit.runAll("run"));
        assertEquals(Optional.of(JANE), confided("run"));
    }

    @Test
    @DisplayName("another request can't take an id under which something is sealed")
    void anotherRequest() {
        Controls.Request asked = request("run", "jane", JANE, false);
        Confided.settle(kit.engine, "run", Controls.content(asked), JANE);
        assertThrows(
                Confided.AnotherRequest.class,
                () -> kit.controls.start(request("run", "john", JANE, false)));
        assertEquals(Optional.empty(), kit.ledger.runs.find("run"));
    }

    @Test
    @DisplayName("two at once are one run with what one of them sealed")
    void twoAtOnce() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 50; round++) {
                String runId = "run-" + round;
                CyclicBarrier together = new CyclicBarrier(2);
                List<Callable<Run>> both =
                        List.of(
                                () -> starting(together, runId, JANE),
                                () -> starting(together, runId, WITH_NAME_AS_WELL));
                for (var one : pool.invokeAll(both)) {
                    assertEquals(runId, one.get().runId());
                }
                assertTrue(
                        List.of(JANE, WITH_NAME_AS_WELL).contains(confided(runId).orElseThrow()));
                assertEquals(
                        1,
                        kit.keysTable.items().stream()
                                .filter(item -> item.id().partition().endsWith("#" + runId))
                                .count());
            }
        }
    }

    private Run starting(CyclicBarrier together, String runId, Confided confided) throws Exception {
        together.await();
        return kit.controls.start(request(runId, "subject of " + runId, confided, false));
    }

    @Test
    @DisplayName("an equal request joins a live run only if it confides the same")
    void joining() {
        kit.controls.start(request("run", "jane", JANE, false));
        assertEquals("run", kit.controls.start(request("again", "jane", JANE, false)).runId());
        assertEquals(
                "more",
                kit.controls.start(request("more", "jane", WITH_NAME_AS_WELL, false)).runId());
    }

    @Test
    @DisplayName("of a request that never became a run, nothing stays readable")
    void neverARun() {
        Confided.settle(kit.engine, "run", "content", JANE);
        kit.tick(Duration.ofDays(29));
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(Optional.of(JANE), confided("run"));
        kit.tick(Duration.ofDays(1));
        kit.sweeper.sweep(Deadline.NONE);
        assertThrows(Vault.Sealed.class, () -> confided("run"));
    }

    @Test
    @DisplayName(
            "a dry run keeps what it was confided for thirty days; a live run as long as it lives")
    void dryAndLive() {
        kit.controls.start(request("dry", "jane", JANE, true));
        kit.deliver();
        kit.controls.start(request("live", "john", JANE, false));
        kit.controls.pause("live", null, "tester", "waits");
        kit.tick(Duration.ofDays(30));
        kit.sweeper.sweep(Deadline.NONE);
        assertNotNull(kit.run("dry").sealedAt());
        assertThrows(Vault.Sealed.class, () -> confided("dry"));
        assertNull(kit.run("live").sealedAt());
        assertEquals(Optional.of(JANE), confided("live"));
        kit.controls.resume("live", "tester", "goes on");
        kit.runAll("live");
        kit.tick(Duration.ofDays(2));
        kit.sweeper.sweep(Deadline.NONE);
        assertThrows(Vault.Sealed.class, () -> confided("live"), "its end marked it again");
    }
}
