package dev.handover.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.handover.local.browser.Site.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;

import dev.handover.document.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import redis.clients.jedis.Jedis;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// How an operator gives a user's records to another on `/console`: all or chosen ones.
@Tag("servers")
class ConsoleTransferTest {
    @RegisterExtension
    static final Site SITE =
            new Site(
                    Map.of(
                            "DATA_MAP",
                            Path.of("src", "test", "resources", "console-transfer.yaml")
                                    .toAbsolutePath()
                                    .toString()));

    private static Jedis redis;

    @BeforeAll
    static void connect() {
        redis = new Jedis(URI.create(SITE.run().redisUrl()));
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    /// Six questions and a question set.
    private static void fill(String user) {
        for (int i = 1; i <= 7; i++) {
            ObjectNode question = Json.object().put("createdBy", user).put("creator", "Jane Doe");
            question.put("objectType", i == 7 ? "QuestionSet" : "Question");
            redis.hset("questions", user + "-" + i, question.put("name", "No " + i).toString());
        }
    }

    private static String owner(String id) {
        return Json.parse(redis.hget("questions", id)).path("createdBy").asText();
    }

    @Test
    void allOfAUsersRecordsArePlannedGivenAndBroughtBack() throws Exception {
        fill("asha");
        Map<String, String> before = redis.hgetAll("questions");
        try (Site.Visit visit = begin("asha")) {
            Page page = visit.page;
            page.getByLabel("Dry run: only plan, change nothing").uncheck();
            page.getByLabel("Wait for approval of the plan before anything is changed").check();
            visit.look("console-transfer");
            button(page, "Start").click();
            assertThat(button(page, "Approve this plan")).isVisible(patient());

            tab(page, "Plan");
            assertThat(page.locator(".example")).hasCount(5);
            assertThat(page.getByText("createdBy, creator")).hasCount(7);
            assertFalse(page.content().contains("Jane") || page.content().contains("Ravi Rao"));
            visit.look("console-transfer-plan");

            tab(page, "Records");
            assertThat(page.locator("tbody tr")).hasCount(7);
            JsonNode planned = Json.parse(saved(page, "Download all as JSON"));
            assertEquals(7, planned.size());
            assertTrue(planned.at("/0/verdict").isNull());

            button(page, "Approve this plan").click();
            button(page, "Do it").click();
            assertThat(page.locator(".state.complete")).isVisible(patient());
            assertEquals("ravi", owner("asha-7"));
            tab(page, "Records");
            assertThat(page.getByText("changed", exactly())).hasCount(7);
            String csv = saved(page, "Download all as CSV");
            assertTrue(
                    csv.startsWith("\"stage\",\"store\",\"collection\",\"kind\",\"record\""), csv);
            assertTrue(csv.contains("\"asha-7\",\"changed\""), csv);
            visit.look("console-transfer-records");

            button(page, "Undo").click();
            button(page, "Do it").click();
            assertThat(page.locator(".state.undone")).isVisible(patient());
            assertEquals(before, redis.hgetAll("questions"));
        }
    }

    @Test
    void chosenIdsAndThoseOfAListEachGetTheirVerdictAndAnEmptyOneIsNotAll() throws Exception {
        fill("bela");
        try (Site.Visit visit = begin("bela")) {
            Page page = visit.page;
            page.getByLabel("Which records").selectOption("records");
            button(page, "Start").click();
            assertThat(page.getByText("Say which records, or choose all of them.")).isVisible();
            page.getByLabel("Ids of the records, one a line").fill("bela-1\nbela-2");
            visit.look("console-transfer-ids");
            button(page, "Start").click();
            assertThat(page.locator(".state.planned")).isVisible(patient());
            tab(page, "Records");
            assertThat(page.locator("tbody tr")).hasCount(2);
        }
        try (Site.Visit visit = begin("bela")) {
            Page page = visit.page;
            page.getByLabel("Which records").selectOption("csv");
            byte[] list =
                    "name,identifier\r\n\"No 1\",bela-1\r\nnone,bela-99\r\n"
                            .getBytes(StandardCharsets.UTF_8);
            page.getByLabel("CSV file")
                    .setInputFiles(new FilePayload("list.csv", "text/csv", list));
            assertThat(page.getByLabel("CSV", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue(Pattern.compile("bela-99"));
            visit.look("console-transfer-csv");
            page.getByLabel("Dry run: only plan, change nothing").uncheck();
            button(page, "Start").click();
            button(page, "Start it").click();
            assertThat(page.locator(".state.complete")).isVisible(patient());
            tab(page, "Records");
            assertThat(page.getByText("unknown-record")).isVisible();
            assertEquals("ravi", owner("bela-1"));
            assertEquals("bela", owner("bela-2"));
        }
    }

    @Test
    void recordsOfOneTypeAreGiven() {
        fill("chen");
        try (Site.Visit visit = begin("chen")) {
            Page page = visit.page;
            page.getByLabel("Which records").selectOption("types");
            page.getByLabel("Types, one a line").fill("QuestionSet");
            button(page, "Start").click();
            assertThat(page.locator(".state.planned")).isVisible(patient());
            tab(page, "Records");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.getByText("chen-7", exactly())).isVisible();
        }
    }

    @Test
    void anErasureMayGiveTheRecordsToAnotherFirst() {
        fill("dora");
        try (Site.Visit visit = SITE.visit("/console#/start")) {
            Page page = visit.page;
            SITE.signIn(page);
            page.getByLabel("Operation").selectOption("erase");
            page.getByLabel("Whose").fill("dora");
            page.getByLabel("First give the records to").fill("ravi");
            page.getByLabel("Name of the new owner").fill("Ravi Rao");
            visit.look("console-erase");
            page.getByLabel("Dry run: only plan, change nothing").uncheck();
            button(page, "Start").click();
            button(page, "Start it").click();
            assertThat(page.locator(".state.complete")).isVisible(patient());
            JsonNode given = Json.parse(redis.hget("questions", "dora-1"));
            assertEquals("Ravi Rao", given.path("creator").asText());
        }
    }

    /// The form as it is filled in to give that user's records to Ravi.
    private static Site.Visit begin(String user) {
        Site.Visit visit = SITE.visit("/console#/start");
        Page page = visit.page;
        SITE.signIn(page);
        page.getByLabel("Operation").selectOption("transfer");
        page.getByLabel("Whose").fill(user);
        page.getByLabel("To (account id)").fill("ravi");
        page.getByLabel("Name of the new owner").fill("Ravi Rao");
        return visit;
    }

    private static String saved(Page page, String button) throws Exception {
        Download download = page.waitForDownload(() -> button(page, button).click());
        try (InputStream file = download.createReadStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    /// An undo first waits until no late write can come, half a minute.
    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(180_000);
    }
}
