package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.operation.claim.EmailHashing;
import dev.handover.operation.claim.IndexWalk;
import dev.handover.operation.claim.OldAccounts;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

class AccountRoutesTest {
    private final Console console = new Console();
    private final MemoryStack stack = console.stack;

    @Test
    @DisplayName(
            "the survey counts what claims would meet, names what is malformed and why, and changes"
                    + " nothing")
    void theSurvey() {
        stack.with(
                "users",
                "github",
                "{\"user_id\":\"github\",\"name\":\"None\",\"github_id\":7}"); // no address
        stack.with("users", "broken", "{\"user_id\":"); // its collections are there all the same
        stack.with(
                "collections",
                "broken",
                "[" + MemoryStack.collection(2, "Brain") + ", {\"id\":\"no uuid\"}]");
        stack.with("users", "odd", "{\"user_id\":\"odd\",\"email_address\":\"odd@example.org\"}");
        stack.with("collections", "odd", "not a list");
        stack.with(
                "users",
                "new",
                "{\"user_id\":\"new\",\"email_address\":\"new@example.org\"}"); // never used
        stack.with(
                "collections",
                "new",
                "["
                        + MemoryStack.collection(3, "Your Default Collection")
                                .replaceAll("\"members\": \\[.*?]", "\"members\": []")
                        + "]");
        var before = stack.redis.contents();

        JsonNode page = console.file(200, "survey");
        assertEquals(5, page.path("accounts").asInt());
        assertEquals("{\"broken-json\":1,\"no-email\":1}", page.path("unusable").toString());
        assertEquals(4, page.path("withRecords").asInt());
        assertEquals(5, page.path("records").asInt());
        assertEquals(2, page.path("movable").asInt());
        assertEquals("{\"empty-default\":1}", page.path("skipped").toString());
        assertEquals(2, page.path("unsupported").size(), page.toString());
        assertEquals(4, page.path("problems").size());
        assertFalse(page.has("next"));
        assertFalse(page.toString().contains("example.org"));
        assertFalse(page.toString().contains("Liver"));
        assertEquals(before, stack.redis.contents());
    }

    @Test
    @DisplayName("page by page the survey meets every account, and takes only its own next")
    void everyAccountIsMet() {
        for (int i = 0; i < 7; i++) {
            stack.with("users", "u" + i, "[]");
        }
        Set<String> met = new TreeSet<>();
        String next = "";
        do {
            JsonNode page = console.ask(200, "GET /operator/survey?limit=3" + next, null);
            page.path("problems").forEach(problem -> met.add(problem.path("account").asText()));
            next = page.has("next") ? "&next=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertEquals(7, met.size());
    }

    @Test
    @DisplayName(
            "the index is not ready before the first walk's end, and then tells what the walk"
                    + " counted")
    void theIndex() {
        assertFalse(console.file(200, "show-index").path("ready").asBoolean());
        stack.with("users", "github", "{\"user_id\":\"github\"}");
        EmailHashing hashing = new EmailHashing(new byte[32]);
        OldAccounts accounts =
                new OldAccounts(stack.redis, Objects.requireNonNull(stack.map.accounts()), hashing);
        new IndexWalk(accounts, stack.ledger, hashing, Duration.ofHours(1), () -> stack.now)
                .step(100, stack.now.plusSeconds(10));
        JsonNode index = console.file(200, "show-index");
        assertTrue(index.path("ready").asBoolean());
        assertEquals(1, index.at("/finished/accounts").asInt());
        assertEquals("{\"no-email\":1}", index.at("/finished/malformed").toString());
        assertEquals("github", index.at("/finished/examples/0/id").asText());
        assertEquals("finished", index.at("/walk/phase").asText());
        assertFalse(index.at("/walk").has("keyId"));
        assertFalse(index.has("map"), "part of the deployment");
    }

    @Test
    @DisplayName("only what the data map has can be surveyed")
    void surveys() {
        assertEquals("[\"claim\"]", console.file(200, "show-index").path("surveys").toString());
        assertEquals(
                "operation must be claim",
                console.ask(400, "GET /operator/survey?operation=erase", null)
                        .path("message")
                        .asText());
    }
}
