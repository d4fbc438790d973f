package dev.handover.offeratlogin;

import static dev.handover.operation.offer.ClaimKit.A;
import static dev.handover.operation.offer.ClaimKit.B;
import static dev.handover.operation.offer.ClaimKit.OLD_JANE;
import static dev.handover.operation.offer.ClaimKit.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.operation.claim.SignedCookie;
import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

class AnonymousSessionTest {
    private static final String SESSION = "a0000000-0000-4000-8000-00000000000a";
    private static final String OWNER = "a0000000-0000-4000-8000-00000000000b";

    private final ClaimKit kit = new ClaimKit();
    private final OfferAtLoginHandler handler = handler("client secret");

    private OfferAtLoginHandler handler(String clientSecret) {
        return new OfferAtLoginHandler(
                kit.claim, kit.persons(), ClaimKit.SECRET, clientSecret, kit.log);
    }

    @BeforeEach
    void kimHasASessionAndNoOldAccount() {
        kit.walk().auth.knows("kim", "new-kim", "kim@example.org", "");
        kit.set("collections2", SESSION, "[" + collection(A, "Of today", "1:BXDPublish") + "]");
    }

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void aSignedCookieShowsWhatTheSessionHas() {
        Call.Reply reply = withCookie(signed(SESSION));

        assertEquals(200, reply.status());
        JsonNode record = reply.body().path("offer").path("records").get(0);
        assertEquals("Of today", record.path("name").textValue());
        assertEquals("[\"from-anonymous-session\"]", record.path("warnings").toString());
        assertFalse(reply.body().path("offer").path("needsProof").booleanValue());
    }

    @Test
    void theSignedIdMayBeASessionThatNamesItsOwner() {
        kit.set("anon_user_v1:" + SESSION, "user_id", OWNER);
        kit.old(OWNER, collection(B, "Of long ago", "1:BXDPublish"));

        JsonNode records = withCookie(signed(SESSION)).body().path("offer").path("records");

        assertEquals(
                List.of("Of long ago", "Of today"),
                records.valueStream().map(record -> record.path("name").textValue()).toList());
    }

    @Test
    void aForgedCookieNamesNobodyAndDoesNotStandInTheWay() {
        kit.jane();
        String forged = SESSION + ":00000000000000000000";

        assertEquals(204, withCookie(forged).status());
        assertEquals(204, withCookie("nonsense").status());
        assertEquals(2, kit.logged("anonymous-refused", "new-kim"));
        assertEquals(
                200,
                post("jane", cookie(forged), Map.of()).status(),
                "the old account is offered all the same");
    }

    @Test
    void hazard09TheIdOfARegisteredUserIsNobodysSession() {
        kit.jane();

        assertEquals(204, withCookie(signed(OLD_JANE)).status());
        assertEquals(204, withId(OLD_JANE, "client secret").status());

        kit.set("anon_user_v1:" + SESSION, "user_id", OLD_JANE);
        String shown = withCookie(signed(SESSION)).body().toString();
        assertFalse(shown.contains("Liver"), shown);
    }

    @Test
    void hazard09ASessionsIdThatHasBecomeAnAccountIsShownToNobodyElse() {
        String offerId =
                withCookie(signed(SESSION)).body().path("offer").path("offerId").textValue();
        kit.account(SESSION, "somebody@example.org");

        Call.Reply shown = Call.get("/offers/" + offerId, "kim").to(handler);

        assertEquals("[]", shown.body().path("offer").path("records").toString());
    }

    @Test
    void onesOwnIdIsNoSessionEither() {
        kit.auth.knows("self", SESSION, "self@example.org", "");

        assertEquals(204, post("self", cookie(signed(SESSION)), Map.of()).status());
    }

    @Test
    void aBareIdCountsOnlyWithTheWebApplicationsSecret() {
        assertEquals(200, withId(SESSION, "client secret").status());
        assertEquals("wrong-client", withId(SESSION, "guess").error());
        assertEquals(403, withId(SESSION, "").status());
        Call.Reply never =
                new Call(
                                "POST",
                                "/login",
                                Map.of("authorization", "Bearer kim", "x-handover-client", "none"),
                                "{\"anonymous\": {\"anonymousId\": \"" + SESSION + "\"}}")
                        .to(handler("none"));
        assertEquals(403, never.status(), "\"none\" is no secret");
    }

    private static String signed(String id) {
        return new SignedCookie(ClaimKit.SECRET).signed(UUID.fromString(id));
    }

    private Call.Reply withCookie(String cookie) {
        return post("kim", cookie(cookie), Map.of());
    }

    private static String cookie(String cookie) {
        return "{\"anonymous\": {\"cookie\": \"" + cookie + "\"}}";
    }

    private Call.Reply withId(String id, String secret) {
        return post(
                "kim",
                "{\"anonymous\": {\"anonymousId\": \"" + id + "\"}}",
                Map.of("x-handover-client", secret));
    }

    private Call.Reply post(String token, String body, Map<String, String> more) {
        Map<String, String> headers = new java.util.TreeMap<>(more);
        headers.put("authorization", "Bearer " + token);
        return new Call("POST", "/login", headers, body).to(handler);
    }
}
