package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.erase.EraseKit;
import dev.handover.operation.offer.AuthStandIn;
import dev.handover.operation.offer.UserInfo;
import dev.handover.run.Controls;
import dev.handover.run.Run;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.memory.MemoryStore;
import dev.handover.testing.Events;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.http.apache5.Apache5HttpClient;

import java.util.Map;
import java.util.stream.Stream;

class TransferOffersTest {
    private static final Key NODE = new Key("graph", "domain", "do_1");

    private final AuthStandIn auth = new AuthStandIn();
    private final MemoryStore store = new MemoryStore(Atomicity.ALL);
    private final DataMap map = accepting();
    private final EraseKit kit = new EraseKit(map, _ -> store);
    private final TransferOffers offers =
            new TransferOffers(
                    new Persons(new UserInfo(auth.url(), Apache5HttpClient.create())),
                    kit.engine.ledger());
    private final Http http =
            new Http(
                    kit.engine.log(),
                    Stream.concat(
                                    offers.showing("POST /login", "GET /offers/{offerId}").stream(),
                                    offers
                                            .answering(
                                                    "POST /offers/{offerId}/accept",
                                                    "POST /offers/{offerId}/decline",
                                                    kit.engine)
                                            .stream())
                            .toList());
    private String runId = "";

    private static DataMap accepting() {
        ObjectNode tree = (ObjectNode) Json.parse(DataMap.text("inquiry"));
        tree.withObject("/transfer").put("acceptance", true).remove("users");
        return DataMap.kept(Json.text(tree));
    }

    @BeforeEach
    void janesRecordWaitsForBob() {
        auth.knows("bob", "bob-2", "bob@example.org", "");
        auth.knows("eve", "eve-3", "eve@example.org", "");
        store.writeFromOutside(
                NODE,
                Content.of(
                        """
                        {"IL_UNIQUE_ID":"do_1","IL_FUNC_OBJECT_TYPE":"Question","IL_SYS_NODE_TYPE":"DATA_NODE",\
                        "status":"Draft","createdBy":"jane-1","creator":"Jane Doe"}\
                        """));
        Fields fields =
                new Fields(
                        Json.object()
                                .put("operation", "transfer")
                                .put("from", "jane-1")
                                .put("to", "bob-2")
                                .put("name", "Bob Roe")
                                .put("dryRun", false));
        Controls.Request request =
                RunRequests.of(map)
                        .read(fields, new RunRequests.Origin("run-1", "operator:demo", true, true));
        runId = RunRequests.start(new Controls(kit.engine), request).runId();
        kit.toTheEnd(runId);
    }

    @AfterEach
    void stop() {
        auth.close();
    }

    private String ask(int status, String route, String token) {
        var response =
                http.run(
                        Events.http(
                                route, Map.of("authorization", "Bearer " + token), null, "nobody"));
        assertEquals(status, response.getStatusCode(), response.getBody());
        return String.valueOf(response.getBody());
    }

    private boolean isBobs() {
        return store.contents().get(NODE).text().contains("bob-2");
    }

    @Test
    @DisplayName("who is to get something is offered it at a login, in numbers, and accepts")
    void acceptedByWhomItIsFor() {
        String offer = ask(200, "POST /login", "bob");
        assertEquals(1, Json.parse(offer).at("/offer/transfer/found/graph~1Question").asInt());
        assertFalse(offer.contains("Jane") || offer.contains("Bob"));
        ask(204, "POST /login", "eve");
        ask(404, "GET /offers/" + runId, "eve");
        ask(404, "POST /offers/" + runId + "/accept", "eve");
        assertFalse(isBobs());
        ask(202, "POST /offers/" + runId + "/accept", "bob");
        assertEquals(Run.End.COMPLETE, kit.toTheEnd(runId).end());
        assertTrue(isBobs());
        assertEquals(
                "accepted",
                Json.parse(ask(200, "GET /offers/" + runId, "bob")).at("/offer/state").asText());
        ask(204, "POST /login", "bob");
        ask(409, "POST /offers/" + runId + "/decline", "bob");
    }

    @Test
    @DisplayName("what is declined is not offered again and moves nothing")
    void declined() {
        ask(200, "POST /offers/" + runId + "/decline", "bob");
        ask(204, "POST /login", "bob");
        ask(409, "POST /offers/" + runId + "/accept", "bob");
        assertEquals(Run.End.CANCELLED, kit.toTheEnd(runId).end());
        assertFalse(isBobs());
    }
}
