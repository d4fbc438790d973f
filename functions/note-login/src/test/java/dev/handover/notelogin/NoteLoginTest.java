package dev.handover.notelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.lambda.ClaimWiring;
import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.LoginNote;
import dev.handover.run.Log;
import dev.handover.run.Queues;
import dev.handover.run.RunKeys;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class NoteLoginTest {
    private static final String JANE = "a1c0ffee-0000-4000-8000-000000000001";

    private final RunKeys keys = new RunKeys(new MemoryTable(), new MemoryWrapper());
    private final MemoryQueues queues = new MemoryQueues();
    private final List<String> logged = new ArrayList<>();
    private final Log log =
            new Log(logged::add, InstantSource.system(), new Log.Source("test", "test"));
    private final NoteLoginHandler handler = new NoteLoginHandler(keys, queues, log);

    @Test
    void aCognitoLoginIsQueuedWithoutItsAddressAndEchoedUnchanged() {
        Map<String, Object> event = event("cognito-post-authentication");

        assertEquals(
                event("cognito-post-authentication"), handler.handleRequest(event, Call.context()));

        assertJaneIsNoted();
    }

    @Test
    void aLoginOnTheEventBusIsQueuedTheSame() {
        Map<String, Object> event = event("event-bridge-login");

        assertEquals(event("event-bridge-login"), handler.handleRequest(event, Call.context()));

        assertJaneIsNoted();
    }

    private void assertJaneIsNoted() {
        List<MemoryQueues.Sent> sent = queues.sent(Queues.Name.LOGINS);
        assertEquals(1, sent.size());
        LoginNote note = LoginNote.parse(sent.getFirst().body());
        assertEquals(JANE, note.userId());
        assertEquals(
                ClaimWiring.hashing(keys).of("jane@example.org").orElseThrow(), note.emailHash());
        assertFalse((sent + " " + logged).contains("jane@"), "no address leaves the event");
    }

    @Test
    void aLoginWithoutAnAddressIsStillOne() {
        handler.handleRequest(Map.of("detail", Map.of("userId", JANE)), Call.context());

        assertEquals("{\"userId\":\"" + JANE + "\"}", queues.sent().getFirst().body());
    }

    @Test
    void whateverComesIsEchoedAndNeverFailsALogin() {
        Queues broken =
                (_, _, _, _) -> {
                    throw new IllegalStateException("jane@example.org can't be queued");
                };
        NoteLoginHandler failing = new NoteLoginHandler(keys, broken, log);
        Map<String, Object> odd = new HashMap<>();
        odd.put("triggerSource", null);
        odd.put("request", "text");
        for (Map<String, Object> event :
                List.of(Map.<String, Object>of(), odd, event("event-bridge-login"))) {
            assertEquals(event, failing.handleRequest(event, Call.context()));
        }
        assertEquals(3, logged.size());
        assertFalse(logged.toString().contains("jane@"), logged.toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(String name) {
        try {
            JsonNode json =
                    Json.parse(
                            Files.readString(Path.of("../../events/note-login/" + name + ".json")));
            return Json.read(json, Map.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
