package dev.handover.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.handover.local.browser.Site.button;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.regex.Pattern;

/// What operators do on `/console`, by clicking.
@Tag("servers")
class ConsolePageTest {
    private static final String TOM_OLD_ID = "01d0ffee-0000-4000-8000-000000000008";
    private static final String TOM_ID = "a1c0ffee-0000-4000-8000-000000000008";
    private static final String EVE_OLD_ID = "01d0ffee-0000-4000-8000-000000000011";

    @RegisterExtension static final Site SITE = new Site();

    @Test
    void aRunIsPlannedThrottledPausedApprovedAndUndone() {
        try (Site.Visit visit = SITE.visit("/console")) {
            Page page = visit.page;
            SITE.signIn(page);
            start(page, TOM_OLD_ID, TOM_ID, true);
            assertThat(button(page, "Approve this plan")).isVisible(patient());
            assertThat(page.getByText("operator:demo")).isVisible();

            tab(page, "Plan");
            assertThat(page.getByText("copy-to-new-owner")).isVisible();
            assertThat(page.getByText("Digest of the plan")).isVisible();
            visit.look("console-plan");
            tab(page, "Overview");

            button(page, "Throttle").click();
            page.getByLabel("Lanes at once").fill("2");
            page.getByLabel("Documents per second").fill("20");
            button(page, "Do it").click();
            assertThat(page.getByText("20 documents/s")).isVisible();

            button(page, "Pause").click();
            button(page, "Do it").click();
            assertThat(page.getByText("paused", exactly())).isVisible();
            button(page, "Resume").click();
            button(page, "Do it").click();

            button(page, "Approve this plan").click();
            page.getByLabel("Why").fill("looks right");
            visit.look("console-approve");
            button(page, "Do it").click();
            assertThat(page.getByText("complete", exactly())).isVisible(patient());
            visit.look("console-run");

            tab(page, "Receipt");
            assertThat(page.getByText("SHA-256 of all verdicts")).isVisible();
            visit.look("console-receipt");
            tab(page, "Leftovers and mentions");
            assertThat(page.getByText("No leftovers and no mentions.")).isVisible();
            tab(page, "Actions");
            assertThat(page.getByText("looks right")).isVisible();
            visit.look("console-actions");

            button(page, "Undo").click();
            button(page, "Do it").click();
            assertThat(page.getByText("undone", exactly())).isVisible(patient());
        }
    }

    @Test
    void aDryRunEndsWithItsPlanAndStandsInTheList() {
        try (Site.Visit visit = SITE.visit("/console")) {
            Page page = visit.page;
            SITE.signIn(page);
            start(page, EVE_OLD_ID, TOM_ID, false);
            assertThat(page.getByText("planned", exactly())).isVisible(patient());
            assertThat(button(page, "Approve this plan")).isHidden();
            page.getByText("All runs").click();
            page.getByLabel("State").selectOption("planned");
            assertThat(page.getByText("dry run").first()).isVisible();
            visit.look("console-runs");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            visit.look("console-runs-dark");
            page.setViewportSize(360, 740);
            visit.look("console-runs-narrow");
            assertEquals(
                    360,
                    page.evaluate("document.documentElement.scrollWidth"),
                    "nothing to scroll sideways");
        }
    }

    @Test
    void theKillSwitchCantBeOverlooked() {
        try (Site.Visit visit = SITE.visit("/console")) {
            Page page = visit.page;
            SITE.signIn(page);
            button(page, "Stop everything").click();
            page.getByLabel("Why").fill("the store is being moved");
            button(page, "Stop everything now").click();
            assertThat(page.getByText("the store is being moved")).isVisible();
            visit.look("console-stopped");
            button(page, "Let it go on").click();
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Let it go on"))
                    .click();
            assertThat(button(page, "Stop everything")).isVisible();
        }
    }

    @Test
    void holdsArePlacedAndReleased() {
        try (Site.Visit visit = SITE.visit("/console#/holds")) {
            Page page = visit.page;
            SITE.signIn(page);
            assertThat(page.getByText("Nothing is held")).isVisible();
            button(page, "Place a hold").click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Id").fill(EVE_OLD_ID);
            dialog.getByLabel("Why").fill("asked to wait");
            dialog.getByRole(
                            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Place a hold"))
                    .click();
            assertThat(page.getByText("asked to wait")).isVisible();
            visit.look("console-holds");
            button(page, "Release " + EVE_OLD_ID).click();
            assertThat(page.getByText("Nothing is held")).isVisible();
        }
    }

    @Test
    void whatWasGivenUpIsListedWithItsReason() throws Exception {
        try (Site.Visit visit = SITE.visit("/console#/dead-letters")) {
            SITE.signIn(visit.page);
            assertThat(visit.page.getByText("No dead letters")).isVisible();
            SITE.run().invoke("AcceptRequestsFunction", "accept-requests/not-json.json");
            visit.page.reload();
            assertThat(visit.page.getByText("not-json").first()).isVisible();
            visit.look("console-dead-letters");
        }
    }

    @Test
    void accountsThatCannotBeReadAreCountedByReason() {
        try (Site.Visit visit = SITE.visit("/console#/accounts")) {
            Page page = visit.page;
            SITE.signIn(page);
            button(page, "Start the survey").click();
            assertThat(page.getByText("user-id-differs").first()).isVisible();
            visit.look("console-accounts");
        }
    }

    @Test
    void aWrongTokenIsRefused() {
        try (Site.Visit visit = SITE.visit("/console")) {
            visit.look("console-sign-in");
            visit.page.getByLabel("Operator token").fill("not a token");
            button(visit.page, "Sign in").click();
            assertThat(visit.page.getByText("This token is not known.")).isVisible();
        }
    }

    private static void start(Page page, String from, String to, boolean approved) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Start a run")).click();
        page.getByLabel(Pattern.compile("^Whose")).fill(from);
        page.getByLabel(Pattern.compile("^To")).fill(to);
        if (approved) {
            page.getByLabel(Pattern.compile("^Dry run")).uncheck();
            page.getByLabel(Pattern.compile("^Wait for approval")).check();
        }
        button(page, "Start").click();
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
