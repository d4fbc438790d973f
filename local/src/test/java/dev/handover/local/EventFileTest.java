package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.local.house.House;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class EventFileTest {
    private static final List<String> FUNCTIONS =
            List.of("AcceptRequestsFunction", "SweepRunsFunction");
    private static final String ASHA = "e2a5c0de-0000-4000-8000-000000000001";

    private static EventFile shipped(String name) {
        Path file = House.file("events/accept-requests/" + name + ".json");
        return EventFile.of(file, EventFile.read(file), FUNCTIONS, null, null);
    }

    private static EventFile recorded(JsonNode message) {
        return EventFile.of(Path.of("recorded.json"), message, FUNCTIONS, null, null);
    }

    @Test
    void anEnvelopeBelongsToTheDemonstrationOfSunbirdASampleToItsMapAndAClaimToTheUsualOne() {
        assertEquals(Optional.of("sample-sql"), shipped("transfer-sample-sql").map());
        assertEquals(Optional.of("sunbird"), shipped("transfer-list").map());
        assertEquals(Optional.of("sunbird"), shipped("delete-user").map());
        assertEquals(Optional.of("sunbird"), shipped("delete-user-unknown-action").map());
        assertEquals(Optional.empty(), shipped("claim").map());
        assertEquals(Optional.empty(), shipped("not-json").map());
    }

    @Test
    void theCommandLineChoosesTheMapThenTheEnvironmentThenTheEvent() {
        Map<String, String> none = Map.of();
        Map<String, String> own = Map.of("HANDOVER_DATA_MAP", "own.yaml", "DATA_MAP", "knowlg");
        assertEquals("a", MapChoice.in(own, "a", "sunbird").get("DATA_MAP"));
        assertEquals("own.yaml", MapChoice.in(own, null, "sunbird").get("DATA_MAP"));
        assertEquals("sunbird", MapChoice.in(none, null, "sunbird").get("DATA_MAP"));
        assertEquals(none, MapChoice.in(none, null, null));
        assertThrows(LocalProblem.class, () -> MapChoice.read("nowhere.yaml"));
        assertThrows(LocalProblem.class, () -> MapChoice.read("nothing"));
    }

    @Test
    void aMessageAloneIsTakenAsItIsAndIsTheSameRequestEachTime() {
        JsonNode message = shipped("delete-user").bodies().getFirst();
        EventFile event = recorded(message);
        assertEquals("AcceptRequestsFunction", event.function());
        assertEquals(List.of(message), event.bodies());
        assertEquals(event.event(), recorded(message).event());
    }

    @Test
    void aRunIsFoundByTheNameOfTheMessageAndSoAreThoseOfWhomTheUserManaged() {
        String mid = shipped("delete-user").bodies().getFirst().path("mid").asText();
        assertEquals(
                List.of(DerivedId.of("request", mid).toString()),
                StartedRun.of(shipped("delete-user"), Json.object()));
        assertEquals(3, StartedRun.of(shipped("delete-user-managed-users"), Json.object()).size());
    }

    @Test
    void aDryRunOfAnEnvelopeIsTheRequestThatItStandsFor() {
        assertEquals(
                List.of(
                        Json.parse(
                                """
                                {"operation":"erase","subject":"%s","name":"asha.rao","dryRun":true}
                                """
                                        .formatted(ASHA))),
                shipped("delete-user").dry().bodies());
        assertEquals(true, shipped("claim").dry().bodies().getFirst().path("dryRun").asBoolean());
        assertThrows(LocalProblem.class, () -> shipped("not-json").dry());
    }
}
