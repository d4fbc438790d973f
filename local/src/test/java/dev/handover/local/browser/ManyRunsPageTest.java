package dev.handover.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `/console` of a stack that has had many runs, and has a very large one. `-Dhandover.runs=10000`
/// looks at more of them.
@Tag("servers")
class ManyRunsPageTest {
    private static final int RUNS = Integer.getInteger("handover.runs", 400);

    @RegisterExtension static final Site SITE = new Site();

    @Test
    void runsArePagedThroughAndThoseOfOneStateFound() {
        ManyRuns.put(SITE.run().ledger(), RUNS);
        ManyRuns.putLarge(SITE.run().ledger());
        try (Site.Visit visit = SITE.visit("/console")) {
            Page page = visit.page;
            SITE.signIn(page);
            Locator runs = page.locator("[data-run]");
            assertThat(runs).hasCount(20);
            visit.look("console-many-runs");
            Locator more = Site.button(page, "Show more");
            more.click();
            assertThat(runs).hasCount(40);
            more.click();
            assertThat(runs).hasCount(60);

            page.getByLabel("State").selectOption("cancelled");
            assertThat(runs.getByText("complete")).hasCount(0);
            assertThat(runs.getByText("cancelled").first()).isVisible();
            visit.look("console-many-runs-cancelled");

            page.navigate(SITE.run().url() + "/console#/runs/" + ManyRuns.LARGE);
            assertThat(page.getByText("1,000,000").first()).isVisible();
            visit.look("console-large-run");
        }
    }
}
