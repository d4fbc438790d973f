package dev.handover.offeratlogin;

import static dev.handover.operation.offer.ClaimKit.A;
import static dev.handover.operation.offer.ClaimKit.B;
import static dev.handover.operation.offer.ClaimKit.C;
import static dev.handover.operation.offer.ClaimKit.JANE;
import static dev.handover.operation.offer.ClaimKit.OLD_JANE;
import static dev.handover.operation.offer.ClaimKit.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;
import dev.handover.operation.offer.Maps;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class OfferAtLoginTest {
    private static final String OLD_MAX = "01d0ffee-0000-4000-8000-000000000009";
    private static final String VERIFIED = ", \"email_verified\": true";

    private final ClaimKit kit = new ClaimKit(Maps.verifiedEmail());
    private final OfferAtLoginHandler handler =
            new OfferAtLoginHandler(
                    kit.claim, kit.persons(), ClaimKit.SECRET, "client secret", kit.log);

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void aLoginIsOfferedWhatTheOldAccountHas() {
        kit.jane().auth.knows("jane", JANE, "jane@example.org", VERIFIED);
        kit.old(
                OLD_JANE,
                collection(
                        B,
                        "<img src=x onerror=alert(1)>",
                        "Temp_mouse_BXD_0614103045:Temp",
                        "no colon"),
                collection(A, "Brain", "1:BXDPublish"));

        Call.Reply reply = login("jane");

        assertEquals(200, reply.status());
        JsonNode offer = reply.body().path("offer");
        assertEquals(List.of("offerId", "records", "needsProof"), names(offer));
        assertFalse(offer.path("needsProof").booleanValue());
        assertEquals(2, offer.path("records").size());
        JsonNode odd = offer.path("records").get(0);
        assertEquals(
                List.of("recordId", "name", "size", "createdAt", "changedAt", "warnings"),
                names(odd));
        assertEquals("<img src=x onerror=alert(1)>", odd.path("name").textValue());
        assertEquals(OLD_JANE + "/" + B, odd.path("recordId").textValue());
        assertEquals(2, odd.path("size").intValue());
        assertEquals("2021-03-05T09:07:00Z", odd.path("createdAt").textValue());
        assertEquals("2022-09-30T12:30:00Z", odd.path("changedAt").textValue());
        assertEquals(
                "[\"members-ephemeral\",\"members-malformed\"]", odd.path("warnings").toString());
        assertEquals("Brain", offer.path("records").get(1).path("name").textValue());
    }

    @Test
    void withoutAProofAnOfferHidesNamesAndHowManyThereAre() {
        kit.jane();

        JsonNode offer = login("jane").body().path("offer");

        assertTrue(offer.path("needsProof").booleanValue());
        assertEquals("[]", offer.path("records").toString());
        assertEquals(
                "[\"mailed-code\",\"old-password\",\"operator\"]", offer.path("proof").toString());
        assertEquals(List.of("offerId", "records", "needsProof", "proof"), names(offer));
        String again = show("jane", offer).body().toString();
        assertFalse(again.contains("Liver") || again.contains(A), again);
    }

    @Test
    void theSameFindingsAreTheSameOfferHoweverOftenOneLogsIn() {
        kit.jane();
        JsonNode first = login("jane").body();
        kit.now = kit.now.plus(Duration.ofDays(1));

        assertEquals(first, login("jane").body());
    }

    @Test
    void aTokenThatIsNoGoodIsRefusedWithAReasonAndNeverTakenForNothingFound() {
        kit.jane();
        kit.auth.answers("weak", 403, "{\"error\": \"insufficient_scope\"}");
        kit.auth.answers("down", 502, "Bad Gateway");

        Call.Reply expired = login("expired");
        assertEquals(401, expired.status());
        assertEquals("invalid_token", expired.error());
        assertEquals("Bearer", expired.headers().get("www-authenticate"));
        Call.Reply none = new Call("POST", "/login", java.util.Map.of(), null).to(handler);
        assertEquals(401, none.status());
        assertEquals("missing_authorization", none.error());
        assertEquals(403, login("weak").status());
        assertEquals("insufficient_scope", login("weak").error());
        assertEquals(503, login("down").status());
        assertEquals("auth-unavailable", login("down").error());
        kit.auth.close();
        assertEquals(503, login("jane").status());
    }

    @Test
    void whoHasNoOldAccountIsOfferedNothing() {
        kit.auth.knows("new", "new-user", "new@example.org", "");
        kit.walk();

        assertEquals(204, login("new").status());
        assertEquals(1, kit.logged("offer-nothing", "no-old-account"));
    }

    @Test
    void anOldAccountWithoutCollectionsIsOfferedNothing() {
        kit.jane();
        for (String nothing : new String[] {null, "[]", "\"\"", "null", "None"}) {
            kit.set("collections", OLD_JANE, nothing);
            assertEquals(204, login("jane").status(), nothing);
        }
        assertEquals(5, kit.logged("offer-nothing", "no-collections"));
    }

    @Test
    void anEmptyDefaultCollectionAloneIsOfferedNothing() {
        kit.jane().old(OLD_JANE, collection(A, "Your Default Collection"));

        assertEquals(204, login("jane").status());
        assertEquals(1, kit.logged("offer-nothing", "only-empty-default"));

        kit.old(OLD_JANE, collection(A, "Your Default Collection", "1:BXDPublish"));
        assertEquals(200, login("jane").status(), "one with members counts");
    }

    @Test
    void collectionsThatCannotBeMovedAloneAreNoOffer() {
        kit.jane().old(OLD_JANE, "{\"id\": \"not a uuid\"}");

        assertEquals(204, login("jane").status());
        assertEquals(1, kit.logged("offer-nothing", "only-unsupported"));
    }

    @Test
    void oneBadCollectionIsShownAsSuchAndDoesNotHideTheOthers() {
        kit.jane().auth.knows("jane", JANE, "jane@example.org", VERIFIED);
        kit.old(
                OLD_JANE,
                collection(A, "Good", "1:BXDPublish"),
                "{\"id\": \"" + B + "\", \"name\": \"Bad\"}");

        JsonNode records = login("jane").body().path("offer").path("records");

        assertEquals("Bad", records.get(0).path("name").textValue());
        assertEquals(
                "[\"unsupported\",\"created-missing\"]",
                records.get(0).path("warnings").toString());
        assertTrue(records.get(0).path("createdAt").isNull());
        assertEquals("[]", records.get(1).path("warnings").toString());
    }

    @Test
    void hazard04AllOldAccountsOfOneAddressAreOffered() {
        kit.jane().account(OLD_MAX, "jane@example.org");
        kit.old(OLD_MAX, collection(C, "Heart", "1:BXDPublish")).walk();
        kit.auth.knows("jane", JANE, "jane@example.org", VERIFIED);

        JsonNode records = login("jane").body().path("offer").path("records");

        assertEquals(
                List.of("Brain", "Heart", "Liver"),
                records.valueStream().map(r -> r.path("name").textValue()).toList());
    }

    @Test
    void hazard03AnotherCaseBeforeTheAtIsAHintThatAlwaysNeedsAProof() {
        kit.account(OLD_MAX, "Jane@Example.ORG")
                .old(OLD_MAX, collection(C, "Heart", "1:BXDPublish"))
                .walk();
        kit.auth.knows("jane", JANE, "jane@example.org", VERIFIED);

        JsonNode offer = login("jane").body().path("offer");

        assertTrue(offer.path("needsProof").booleanValue(), "the verified address isn't this one");
        assertEquals("[]", offer.path("records").toString());
    }

    @Test
    void hazard05AnAccountMadeAfterTheWalkIsFound() {
        kit.jane();
        kit.auth.knows("max", "new-max", "max@example.org", "");
        kit.account(OLD_MAX, "max@example.org")
                .old(OLD_MAX, collection(C, "Heart", "1:BXDPublish"));

        assertEquals(200, login("max").status());
    }

    @Test
    void hazard02AnAccountWithoutAnIdStopsNobody() {
        kit.record("broken-1", "{\"email_address\": \"jane@example.org\"}");
        kit.record("broken-2", "{not JSON");
        kit.record("git", "{\"user_id\": \"git\", \"login_type\": \"github\"}");

        assertEquals(200, login("jane", kit.jane()).status());
    }

    @Test
    void hazard13AnAddressAloneOpensNothing() {
        // somebody else has registered with Jane's old address
        kit.jane()
                .auth
                .knows("mallory", "mallory", "jane@example.org", ", \"email_verified\": false");

        Call.Reply reply = login("mallory");

        assertTrue(reply.body().path("offer").path("needsProof").booleanValue());
        assertFalse(reply.body().toString().contains("Liver"));
    }

    @Test
    void hazard15ALoginAsSomebodyElseMovesNothing() {
        kit.jane();
        var before = kit.memory.contents();

        login("jane"); // a masquerade's token looks like this
        login("jane");

        assertEquals(before, kit.memory.contents());
        assertEquals(List.of(), kit.queues.sent());
    }

    @Test
    void whileTheIndexIsBeingMadeThePageIsToldToAskAgain() {
        kit.auth.knows("new", "new-user", "new@example.org", "");
        for (int i = 0; i < 21_000; i++) { // more than a login looks through by itself
            kit.account("filler-" + i, "filler-" + i + "@example.org");
        }

        Call.Reply reply = login("new");

        assertEquals(202, reply.status());
        assertTrue(reply.body().path("retryAfter").intValue() > 0);
        assertEquals(reply.body().path("retryAfter").asText(), reply.headers().get("retry-after"));
    }

    @Test
    void whatTheSilentMigrationHasAlreadyMovedIsMarked() {
        kit.jane().auth.knows("jane", JANE, "jane@example.org", VERIFIED);
        kit.set(
                "migratable-accounts",
                "jane@example.org",
                "{\"user_id\": \""
                        + OLD_JANE
                        + "\", \"collections-migrated\": true, \"resources_migrated\": false}");
        kit.set("collections2", JANE, "[" + collection(A, "Liver", "1:BXDPublish") + "]");

        JsonNode records = login("jane").body().path("offer").path("records");

        assertEquals("[\"already-migrated\"]", records.get(0).path("warnings").toString());
        assertEquals(
                "[\"already-there\",\"already-migrated\"]",
                records.get(1).path("warnings").toString());
    }

    @Test
    void anOfferIsShownToItsOwnerOnly() {
        JsonNode offer = login("jane", kit.jane()).body().path("offer");
        kit.auth.knows("mallory", "mallory", "jane@example.org", VERIFIED);

        JsonNode shown = show("jane", offer).body().path("offer");
        assertEquals("open", shown.path("state").textValue());
        assertEquals("2026-02-04T10:00:00Z", shown.path("expiresAt").textValue());
        assertEquals(404, show("mallory", offer).status());
        assertEquals(404, Call.get("/offers/none", "jane").to(handler).status());

        kit.now = kit.now.plus(Duration.ofDays(30));
        assertEquals("expired", show("jane", offer).body().path("offer").path("state").textValue());
        assertEquals(offer.path("offerId"), login("jane").body().path("offer").path("offerId"));
        assertEquals(
                "open",
                show("jane", offer).body().path("offer").path("state").textValue(),
                "a login renews it");
    }

    @Test
    void anAddressThatTheOldAccountNoLongerHasOpensNothing() {
        JsonNode offer = login("jane", kit.jane()).body().path("offer");
        kit.account(OLD_JANE, "somebody@example.org");
        kit.auth.knows("jane", JANE, "jane@example.org", VERIFIED);

        JsonNode shown = show("jane", offer).body().path("offer");

        assertEquals("[]", shown.path("records").toString());
        assertFalse(shown.path("needsProof").booleanValue());
    }

    @Test
    void neitherNamesNorAddressesAreKeptOrLogged() {
        login("jane", kit.jane());

        String ledger = kit.table.items().toString() + kit.logged;
        assertFalse(
                ledger.contains("jane@") || ledger.contains("Jane") || ledger.contains("Liver"),
                ledger);
    }

    @Test
    void badInputIsNamed() {
        kit.jane();

        assertEquals(400, login("jane", "{\"anonymous\": 1}").status());
        assertEquals("unknown-field", login("jane", "{\"cookie\": \"x\"}").error());
        assertEquals("not-json", login("jane", "{").error());
        assertEquals(
                413, login("jane", "{\"anonymous\": \"" + "x".repeat(300_000) + "\"}").status());
    }

    private Call.Reply login(String token, ClaimKit ready) {
        return login(token);
    }

    private Call.Reply login(String token) {
        return Call.post("/login", token, null).to(handler);
    }

    private Call.Reply login(String token, String body) {
        return Call.post("/login", token, body).to(handler);
    }

    private Call.Reply show(String token, JsonNode offer) {
        return Call.get("/offers/" + offer.path("offerId").textValue(), token).to(handler);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
