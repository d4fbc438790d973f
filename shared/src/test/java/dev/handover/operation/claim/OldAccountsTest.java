package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.claim.OldAccount.Account;
import dev.handover.operation.claim.OldAccount.Malformed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class OldAccountsTest {
    private final OldBase base = new OldBase();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"user_id": "u"}                                                | no-email
                    {"user_id": "u", "email_address": null}                         | no-email
                    {"user_id": "u", "email_address": ""}                           | no-email
                    {"user_id": "u", "email_address": "  "}                         | no-email
                    {"user_id": "u", "name": "None", "login_type": "github", "github_id": 7} | no-email
                    {"user_id": "u", "orcid": "0000-0002", "login_type": "orcid"}   | no-email
                    {"user_id": "u", "email_address": 7}                            | email-not-a-text
                    {"user_id": "u", "email_address": ["a@b.example"]}              | email-not-a-text
                    {"user_id": "u", "email_address": "jane"}                       | email-not-an-address
                    {"email_address": "a@b.example"}                                | no-user-id
                    {"user_id": null, "email_address": "a@b.example"}               | no-user-id
                    {"user_id": "", "email_address": "a@b.example"}                 | no-user-id
                    {"user_id": "v", "email_address": "a@b.example"}                | user-id-differs
                    {"user_id": "U", "email_address": "a@b.example"}                | user-id-differs
                    [{"user_id": "u", "email_address": "a@b.example"}]              | not-an-object
                    "{\\"user_id\\": \\"u\\"}"                                      | not-an-object
                    null                                                            | not-an-object
                    {"user_id": "u", "email_address": "a@b.example"                 | broken-json
                    {"user_id": "u", "email_address": "a@b.example"} {}             | broken-json
                    None                                                            | broken-json
                    """)
    void hazard02AMalformedAccountIsNamedWithItsReason(String json, String reason) {
        base.record("u", json);

        assertEquals(Map.of("u", new Malformed("u", reason)), base.accounts().read(List.of("u")));
    }

    @Test
    void anEmptyValueAndAnEndlessIdAreMalformedToo() {
        base.record("u", "");
        base.record("x".repeat(1_001), "{}");

        List<OldAccount> all = base.accounts().page(null, 10).accounts();

        assertTrue(all.contains(new Malformed("x".repeat(100), "id-too-long")));
        assertEquals(
                "not-an-object", ((Malformed) all.getFirst()).reason()); // nothing is not an object
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"user_id": "u", "email_address": " Jane@Example.com "}
                    {"user_id": "u", "email_address": "Jane@example.com", "password": "{\\"salt\\": 1}", "registration_info": "{}", "confirmed": 0}
                    {"user_id": "u", "email_address": "Jane@example.com", "password": "broken", "full_name": 7, "weight": NaN}
                    {"user_id": "x", "email_address": "x", "user_id": "u", "email_address": "Jane@example.com"}
                    """)
    void whateverElseIsOddAnAccountWithAnAddressIsOne(String json) {
        base.record("u", json);

        Account account =
                assertInstanceOf(Account.class, base.accounts().read(List.of("u")).get("u"));

        assertEquals(OldBase.hash("Jane@example.com"), account.email());
        assertEquals("jane@example.com", account.address().toLowerCase());
        assertFalse(account.toString().toLowerCase().contains("jane"));
    }

    @Test
    void anIdNeedNotBeAUuid() {
        base.person("not a uuid / é", "jane@example.com");
        assertInstanceOf(
                Account.class,
                base.accounts().read(List.of("not a uuid / é")).get("not a uuid / é"));
    }

    @Test
    void whoIsNotThereIsNotAnswered() {
        base.person("u", "jane@example.com");
        assertEquals(List.of("u"), List.copyOf(base.accounts().read(List.of("v", "u")).keySet()));
    }
}
