package dev.handover.answeroffer;

import static dev.handover.operation.offer.ClaimKit.C;
import static dev.handover.operation.offer.ClaimKit.JANE;
import static dev.handover.operation.offer.ClaimKit.OLD_JANE;
import static dev.handover.operation.offer.ClaimKit.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;
import dev.handover.operation.offer.MailedCodes;
import dev.handover.operation.offer.Offer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

class ProveOwnershipTest {
    private static final String OTHER_JANE = "01d0ffee-0000-4000-8000-000000000002";
    private static final String WRONG = "{\"method\": \"mailed-code\", \"code\": \"not the code\"}";

    private final ClaimKit kit = new ClaimKit();
    private final AnswerOfferHandler handler =
            new AnswerOfferHandler(kit.claim, kit.persons(), kit.mailer, kit.engine);
    private Offer offer;

    @BeforeEach
    void janeHasAnOffer() {
        kit.jane();
        offer = kit.offer(JANE, "jane@example.org");
    }

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void theMailedCodeOpensTheOfferOnce() {
        Call.Reply sent = prove("{\"method\": \"mailed-code\"}");
        assertEquals(202, sent.status());
        assertEquals("{\"state\":\"sent\"}", sent.body().toString());
        String code = kit.mailed.get("jane@example.org");
        assertTrue(code.matches("[0-9]{8}"), "eight digits");
        assertFalse(kit.table.items().toString().contains(code), "the ledger has it hashed only");

        Call.Reply proved = code(code);

        assertEquals(200, proved.status());
        assertFalse(proved.body().path("offer").path("needsProof").booleanValue());
        assertEquals(2, proved.body().path("offer").path("records").size());
        assertEquals(1, kit.logged("account-proved", OLD_JANE));
        assertEquals("wrong-proof", code(code).error(), "a code is good once");
    }

    @Test
    void aWrongCodeOpensNothingAndFiveAreTheEnd() {
        prove("{\"method\": \"mailed-code\"}");
        String code = kit.mailed.get("jane@example.org");

        for (int i = 0; i < 5; i++) {
            Call.Reply wrong = prove(WRONG);
            assertEquals(403, wrong.status());
            assertEquals("wrong-proof", wrong.error());
        }
        Call.Reply over = code(code);
        assertEquals(429, over.status(), "not even the right one");
        assertEquals("too-many-tries", over.error());
        assertEquals(MailedCodes.VALIDITY.toSeconds(), over.body().path("retryAfter").longValue());
        assertEquals("900", over.headers().get("retry-after"));

        prove("{\"method\": \"mailed-code\"}");
        assertEquals(403, code(code).status(), "the old one is void");
        assertEquals(200, code(kit.mailed.get("jane@example.org")).status());
    }

    @Test
    void aCodeIsGoodForAQuarterOfAnHour() {
        prove("{\"method\": \"mailed-code\"}");
        String code = kit.mailed.get("jane@example.org");
        kit.now = kit.now.plus(MailedCodes.VALIDITY);
        assertEquals(403, code(code).status());

        prove("{\"method\": \"mailed-code\"}");
        kit.now = kit.now.plus(MailedCodes.VALIDITY).minusNanos(1);
        assertEquals(200, code(kit.mailed.get("jane@example.org")).status());
    }

    @Test
    void nobodysMailboxIsFilled() {
        for (int i = 0; i < 3; i++) {
            assertEquals(202, prove("{\"method\": \"mailed-code\"}").status());
        }
        Call.Reply fourth = prove("{\"method\": \"mailed-code\"}");
        assertEquals(429, fourth.status());
        assertEquals(3600, fourth.body().path("retryAfter").longValue());

        // whoever else says that they are Jane: she gets no more than two further mails this day
        for (int i = 0; i < 4; i++) {
            kit.auth.knows("m" + i, "mallory-" + i, "jane@example.org", "");
            kit.mailed.clear();
            Offer theirs = kit.offer("mallory-" + i, "jane@example.org");
            String path = "/offers/" + theirs.offerId() + "/proof";
            assertEquals(
                    i < 2 ? 202 : 429,
                    Call.post(path, "m" + i, "{\"method\": \"mailed-code\"}").to(handler).status());
            assertEquals(i < 2, kit.mailed.containsKey("jane@example.org"));
        }
    }

    @Test
    void theCodeGoesToTheOldAccountsAddressAndEachAddressProvesItsOwn() {
        kit.account(OTHER_JANE, "JANE@example.org")
                .old(OTHER_JANE, collection(C, "Heart", "1:BXDPublish"));
        kit.walk();
        offer = kit.offer(JANE, "jane@example.org");
        prove("{\"method\": \"mailed-code\"}");

        assertEquals(
                List.of("JANE@example.org", "jane@example.org"), List.copyOf(kit.mailed.keySet()));
        Call.Reply first = code(kit.mailed.get("jane@example.org"));
        assertEquals(2, first.body().path("offer").path("records").size());
        assertTrue(
                first.body().path("offer").path("needsProof").booleanValue(),
                "the other one isn't yet");
        assertFalse(first.body().toString().contains("Heart"));

        prove("{\"method\": \"mailed-code\"}");
        Call.Reply second = code(kit.mailed.get("JANE@example.org"));
        assertEquals(3, second.body().path("offer").path("records").size());
        assertTrue(
                second.body().toString().contains("account-ambiguous"),
                "it says which are perhaps hers");
    }

    @Test
    void theOldPasswordOpensTheOffer() {
        password("old secret");

        assertEquals("wrong-proof", pass("not it").error());
        Call.Reply proved = pass("old secret");

        assertEquals(200, proved.status());
        assertEquals(2, proved.body().path("offer").path("records").size());
    }

    @Test
    void aPasswordRecordThatIsNoneIsAWrongPasswordToWhoeverAsks() {
        for (String record :
                new String[] {"null", "\"{not JSON\"", "{\"algorithm\": \"md5\"}", "7"}) {
            kit.record(
                    OLD_JANE,
                    "{\"user_id\": \"%s\", \"email_address\": \"jane@example.org\", \"password\": %s}"
                            .formatted(OLD_JANE, record));
            assertEquals("wrong-proof", pass("old secret").error(), record);
        }
        assertEquals(4, kit.logged("password-record-unusable", OLD_JANE));
    }

    @Test
    void passwordsAreTriedFiveTimesAQuarterHourHoweverManyTry() {
        password("old secret");
        kit.auth.knows("mallory", "mallory", "jane@example.org", "");
        Offer theirs = kit.offer("mallory", "jane@example.org");
        for (int i = 0; i < 5; i++) {
            String path = "/offers/" + theirs.offerId() + "/proof";
            String guess = "{\"method\": \"old-password\", \"password\": \"guess\"}";
            assertEquals(403, Call.post(path, "mallory", guess).to(handler).status());
        }

        Call.Reply over = pass("old secret");
        assertEquals(429, over.status());
        kit.now = kit.now.plus(Duration.ofMinutes(15));
        assertEquals(200, pass("old secret").status());
    }

    @Test
    void aProofIsThePersonsOwn() {
        prove("{\"method\": \"mailed-code\"}");
        code(kit.mailed.get("jane@example.org"));
        kit.auth.knows("mallory", "mallory", "jane@example.org", "");
        Offer theirs = kit.offer("mallory", "jane@example.org");

        Call.Reply accept =
                Call.post("/offers/" + theirs.offerId() + "/accept", "mallory", null).to(handler);

        assertEquals("needs-proof", accept.error());
        assertEquals(
                404,
                Call.post("/offers/" + offer.offerId() + "/proof", "mallory", WRONG)
                        .to(handler)
                        .status());
    }

    @Test
    void badInputIsNamed() {
        assertEquals("missing-field", prove("{}").error());
        assertEquals("unknown-method", prove("{\"method\": \"operator\"}").error());
        assertEquals("unknown-method", prove("{\"method\": \"verified-email-claim\"}").error());
        assertEquals("method", prove("{\"method\": \"magic\"}").body().path("field").textValue());
        assertEquals(
                "password",
                prove("{\"method\": \"old-password\"}").body().path("field").textValue());
        assertEquals(
                401,
                Call.post("/offers/" + offer.offerId() + "/proof", "no", WRONG)
                        .to(handler)
                        .status());
    }

    @Test
    void anAddressACodeOrAPasswordIsNeverLoggedOrKept() {
        password("old secret");
        prove("{\"method\": \"mailed-code\"}");
        code(kit.mailed.get("jane@example.org"));
        pass("old secret");

        String all = kit.logged + kit.table.items().toString();
        assertFalse(all.contains("jane@") || all.contains("old secret"), all);
        assertFalse(all.contains(kit.mailed.get("jane@example.org")), all);
    }

    private void password(String password) {
        byte[] salt =
                "a salt of 32 bytes, as they were"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int rounds = 1000; // few, for a test
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, 256);
            byte[] key =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            kit.record(
                    OLD_JANE,
                    """
                    {"user_id": "%s", "email_address": "jane@example.org", "password": {"algorithm": "pbkdf2",
                     "hashfunc": "sha256", "salt": "%s", "iterations": %d, "keylength": 32, "password": "%s"}}\
                    """
                            .formatted(
                                    OLD_JANE,
                                    Base64.getEncoder().encodeToString(salt),
                                    rounds,
                                    HexFormat.of().formatHex(key)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Call.Reply pass(String password) {
        return prove("{\"method\": \"old-password\", \"password\": \"" + password + "\"}");
    }

    private Call.Reply code(String code) {
        return prove("{\"method\": \"mailed-code\", \"code\": \"" + code + "\"}");
    }

    private Call.Reply prove(String body) {
        return Call.post("/offers/" + offer.offerId() + "/proof", "jane", body).to(handler);
    }
}
