package dev.handover.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.testing.Servers;
import dev.handover.testing.TroubledServer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.net.URI;
import java.time.Duration;
import java.util.List;

@DisplayName("Trouble with a search server")
class OpensearchTroubleTest {
    @Test
    void aServerThatIsNotThereOrSilentOrOverloadedIsUnavailable() throws Exception {
        String tooMany = "{\"error\":{\"reason\":\"jane\"}}";
        String each =
                "{\"items\":[{\"create\":{\"status\":429,\"error\":{\"reason\":\"jane\"}}}],\"docs\":[]}";
        try (TroubledServer silent = TroubledServer.silent();
                TroubledServer overloaded =
                        TroubledServer.answering(429, "application/json", tooMany);
                TroubledServer inParts = TroubledServer.answering(200, "application/json", each);
                TroubledServer other = TroubledServer.answering(200, "text/html", "<p>jane</p>")) {
            for (URI uri :
                    List.of(
                            URI.create("http://127.0.0.1:" + Servers.freePort()),
                            silent.uri(),
                            overloaded.uri(),
                            inParts.uri(),
                            other.uri())) {
                Store store =
                        new OpensearchStore(
                                "search",
                                new Rest(uri, Duration.ofMillis(300)),
                                new Searches(Json.object(), Json.object()));
                Key key = new Key("search", "index", "jane");
                Change change = new Change(new Document(key, null, ""), Content.of("{}"));
                for (Executable call :
                        List.<Executable>of(
                                () -> store.read(List.of(key)),
                                () -> store.write(List.of(change)))) {
                    StoreUnavailable e = assertThrows(StoreUnavailable.class, call);
                    assertFalse((e.getMessage() + e.getCause()).contains("jane"));
                }
            }
            Store store =
                    new OpensearchStore(
                            "search",
                            new Rest(overloaded.uri()),
                            new Searches(Json.object(), Json.object()));
            assertThrows(StoreUnavailable.class, () -> store.find(Reference.all("index"), null, 1));
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutBeingRepeated() {
        for (String odd : List.of("ftp://u:secret@h", "http:secret", "secret")) {
            assertEquals(
                    "a search server's address reads http[s]://[user:password@]host:port",
                    assertThrows(IllegalArgumentException.class, () -> new Rest(URI.create(odd)))
                            .getMessage());
        }
    }
}
