package dev.handover.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.Receipts;
import dev.handover.run.Run.State;
import dev.handover.testing.Events;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Runs that earlier versions left behind, as they wrote them, are finished and undone by this one.
/// Each file under `stored` has four claims: one that died in the middle of a batch, one that waits
/// for approval, one that is complete, and one that was just asked for.
///
/// When what is written down changes, the old files stay and a new one joins them: `mvn -pl shared
/// -Dtest=StoredRunTest -Dhandover.store=claims-2 test`.
class StoredRunTest {
    private static final String HALFWAY = "00000000-0000-5000-8000-000000000001";
    private static final String WAITING = "00000000-0000-5000-8000-000000000002";
    private static final String COMPLETE = "00000000-0000-5000-8000-000000000003";
    private static final String ASKED = "00000000-0000-5000-8000-000000000004";
    private static final List<String> ALL = List.of(HALFWAY, WAITING, COMPLETE, ASKED);

    private static final Path FOLDER = Events.root().resolve("shared/src/test/resources/stored");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @BeforeAll
    static void store() throws IOException {
        String name = System.getProperty("handover.store", "");
        if (!name.isEmpty()) {
            Files.writeString(FOLDER.resolve(name + ".json"), leftBehind().toPrettyString());
        }
    }

    private static ObjectNode leftBehind() {
        StoredStack stack = new StoredStack();
        for (int person = 1; person <= ALL.size(); person++) {
            for (int account = 1; account <= 2; account++) {
                int number = person * 10 + account;
                stack.store(
                        "collections/" + old(number),
                        "["
                                + MemoryStack.collection(number, "Liver genes")
                                + ", "
                                + MemoryStack.collection(number + 500, "Brain 🧠")
                                + "]");
            }
            stack.store("collections2/" + owner(person), "[]");
        }
        ObjectNode before = Json.tree(stack.contents());
        claim(stack, COMPLETE, 3, false);
        stack.deliver(Integer.MAX_VALUE);
        claim(stack, WAITING, 2, true);
        stack.deliver(Integer.MAX_VALUE);
        claim(stack, HALFWAY, 1, false);
        stack.deliver(4); // its plan, the copy and its verification, and the first of two removals
        stack.deliverToTheDying(); // the second is journaled, and not written
        stack.queues.take();
        claim(stack, ASKED, 4, false);
        ObjectNode all = stack.written();
        all.set("before", before);
        return all;
    }

    private static void claim(StoredStack stack, String runId, int person, boolean approval) {
        stack.claim(
                runId,
                owner(person),
                List.of(old(person * 10 + 1), old(person * 10 + 2)),
                approval);
    }

    private static String old(int number) {
        return "01d0ffee-0000-4000-8000-%012d".formatted(number);
    }

    private static String owner(int number) {
        return "a1c0ffee-0000-4000-8000-%012d".formatted(number);
    }

    private static Map<String, String> before(JsonNode stored) {
        Map<String, String> before = new TreeMap<>();
        stored.path("before")
                .properties()
                .forEach(place -> before.put(place.getKey(), place.getValue().asText()));
        return before;
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName(
            "what an earlier version left behind is finished, counted in full, and undone to the"
                    + " byte")
    void whatWasLeftBehindIsFinishedAndUndone(Path file) throws IOException {
        JsonNode stored = Json.parse(Files.readString(file));
        finishesAndUndoes(StoredStack.of(stored), before(stored));
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("so is what a later version wrote, as far as it only added fields")
    void aLaterVersionsFieldsAreIgnored(Path file) throws IOException {
        JsonNode stored = Json.parse(Files.readString(file));
        for (JsonNode item : stored.path("ledger")) {
            ObjectNode body = (ObjectNode) item.path("body");
            body.putObject("fromALaterVersion").put("a", 1);
            body.path("legs")
                    .forEach(leg -> ((ObjectNode) leg).putArray("fromALaterVersion").add(1));
        }
        finishesAndUndoes(StoredStack.of(stored), before(stored));
    }

    private static void finishesAndUndoes(StoredStack stack, Map<String, String> before) {
        assertEquals(State.RUNNING, stack.run(HALFWAY).state());
        assertEquals(State.PLANNED, stack.run(WAITING).state());
        assertEquals(State.COMPLETE, stack.run(COMPLETE).state());
        assertEquals(State.QUEUED, stack.run(ASKED).state());

        stack.controls.approve(
                WAITING, String.valueOf(stack.run(WAITING).leg().digest()), "op", "");
        stack.minutes(5);
        for (String run : ALL) {
            assertEquals(State.COMPLETE, stack.run(run).state());
            String receipt =
                    Receipts.find(stack.engine.vault(), stack.run(run)).orElseThrow().receipt();
            assertEquals(4, Json.parse(receipt).at("/counts/changed").asInt(), receipt);
        }
        assertTrue(
                stack.contents().keySet().stream().noneMatch(at -> at.startsWith("collections/")));

        for (String run : ALL) {
            stack.controls.undo(run, "op", "");
        }
        stack.minutes(5);
        for (String run : ALL) {
            assertEquals(State.UNDONE, stack.run(run).state());
        }
        assertEquals(before, stack.contents());
        assertFalse(before.isEmpty());
    }
}
