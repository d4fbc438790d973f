package dev.handover.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import dev.handover.local.demonstration.DemonstrationData;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import redis.clients.jedis.Jedis;

import java.net.URI;
import java.util.regex.Pattern;

/// What people do on `/welcome`, by clicking. Each test is another person of the demonstration.
@Tag("servers")
class WelcomePageTest {
    private static final String PAT_OLD_ID = "01d0ffee-0000-4000-8000-000000000006";

    private static final String SOMEBODYS_PAGE =
            """
            <!doctype html>
            <html lang="en"><head><title>Somebody's page</title></head>
            <body><main><h1>Somebody's page</h1>
            <script type="module" src="/assets/panel.js" data-handover data-token="demo-nobody"></script>
            </main></body></html>\
            """;

    @RegisterExtension static final Site SITE = new Site();

    @Test
    void aPersonProvesChoosesMovesAndTakesItBack() {
        try (Site.Visit visit = SITE.visit("/welcome")) {
            Page page = visit.page;
            signIn(page, "jane");
            assertThat(heading(page, "Is the old account yours?")).isVisible();
            visit.look("welcome-proof");
            provePassword(page, "not the password");
            assertThat(page.getByText("That is not right")).isVisible();
            provePassword(page, DemonstrationData.OLD_PASSWORD);

            assertThat(heading(page, "We found 5 collections of yours")).isVisible();
            assertThat(page.getByText("<b>bold</b> & \"quoted\"")).isVisible();
            assertThat(page.getByText("The old one is kept beside it as a copy")).isVisible();
            visit.look("welcome-offer");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            visit.look("welcome-offer-dark");
            page.setViewportSize(360, 740);
            visit.look("welcome-offer-narrow");
            assertEquals(
                    360,
                    page.evaluate("document.documentElement.scrollWidth"),
                    "nothing to scroll sideways");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(1100, 900);

            page.getByRole(AriaRole.CHECKBOX, named("Brain")).uncheck();
            assertThat(page.getByText("4 of 5 selected")).isVisible();
            click(page, "Migrate data");
            assertThat(page.getByText(Pattern.compile("You can take it back until"))).isVisible();
            assertThat(page.getByText("2 collections moved to your account")).isVisible();
            assertThat(page.getByText("1 collection kept as a copy")).isVisible();
            assertThat(page.getByText("1 collection already there")).isVisible();
            visit.look("welcome-receipt");

            click(page, "Take it back");
            assertThat(page.getByText("What stays as it is now")).isVisible();
            visit.look("welcome-undo");
            click(page.getByRole(AriaRole.DIALOG), "Take it back");
            assertThat(heading(page, "Taken back")).isVisible(patient());
            visit.look("welcome-undone");
        }
    }

    @Test
    void aMailedCodeIsAProofAndATagInANameIsText() {
        try (Jedis redis = new Jedis(URI.create(SITE.run().redisUrl()))) {
            redis.hset(
                    "collections",
                    PAT_OLD_ID,
                    """
                    [{"id": "c0000000-0000-4000-8000-000000000061", "name": "<img src=x onerror=\\"document.title='run'\\">",
                      "created_timestamp": "Mar 05 2021 09:07AM", "changed_timestamp": "Mar 05 2021 09:07AM",
                      "num_members": 1, "members": ["1435464_at:HC_M2_0606_P"]}]\
                    """);
        }
        try (Site.Visit visit = SITE.visit("/welcome")) {
            Page page = visit.page;
            signIn(page, "pat");
            click(page, "Mail me a code");
            assertThat(page.getByText("a code is on its way")).isVisible();
            page.getByLabel("Code from the mail").fill("00000000");
            click(page, "Check the code");
            assertThat(page.getByText("That is not right")).isVisible();
            page.getByLabel("Code from the mail").fill(SITE.run().mailedCode());
            click(page, "Check the code");
            assertThat(page.getByText("<img src=x onerror=\"document.title='run'\">")).isVisible();
            assertThat(page.getByText("differs from yours by capital letters")).isVisible();
            assertThat(page).hasTitle(Pattern.compile("Handover"));
            visit.look("welcome-names");
        }
    }

    @Test
    void whatWasMadeWithoutAnAccountIsBroughtIn() {
        try (Site.Visit visit = SITE.visit("/welcome")) {
            Page page = visit.page;
            signIn(page, "kim");
            assertThat(page.getByText("Before I had an account")).isVisible();
            page.getByLabel("Delete them").check();
            assertThat(page.getByText("2 collections will be deleted")).isVisible();
            visit.look("welcome-anonymous");
            page.getByLabel("Bring them into my account").check();
            click(page, "Migrate data");
            assertThat(page.getByText("2 collections moved to your account")).isVisible(patient());
        }
    }

    @Test
    void anExpiredTokenLosesNothing() {
        try (Site.Visit visit = SITE.visit("/welcome")) {
            Page page = visit.page;
            signIn(page, "max");
            click(page, "Mail me a code");
            page.getByLabel("Code from the mail").fill(waitForCode(page));
            click(page, "Check the code");
            page.getByRole(AriaRole.CHECKBOX, named("Odd members")).uncheck();
            page.evaluate(
                    "sessionStorage.setItem('handover.session', JSON.stringify({name: 'max', token:"
                            + " 'expired'}))");
            click(page, "Migrate data");
            assertThat(page.getByText("Your session has expired")).isVisible();
            visit.look("welcome-expired");
            signIn(page, "max");
            assertThat(page.getByRole(AriaRole.CHECKBOX, named("Odd members"))).not().isChecked();
            assertThat(page.getByText("Its items are damaged.")).isVisible();
            visit.look("welcome-malformed");
        }
    }

    @Test
    void theServerMayGoAndComeBack() {
        try (Site.Visit visit = SITE.visit("/welcome")) {
            Page page = visit.page;
            page.route("**/login", route -> route.abort());
            signIn(page, "bea");
            assertThat(page.getByText("Trying again in")).isVisible();
            visit.look("welcome-server-gone");
            page.unroute("**/login");
            click(page, "Try now");
            click(page, "Mail me a code");
            page.getByLabel("Code from the mail").fill(waitForCode(page));
            click(page, "Check the code");
            assertThat(heading(page, "We found 500 collections of yours")).isVisible(patient());
            page.getByLabel("Filter by name").fill("Collection 49");
            assertThat(page.getByRole(AriaRole.CHECKBOX)).hasCount(11);
            page.route("**/runs/**", route -> route.abort());
            click(page, "Migrate data");
            assertThat(page.getByText("Trying again in")).isVisible();
            page.unroute("**/runs/**");
            click(page, "Try now");
            assertThat(page.getByText("500 collections moved to your account"))
                    .isVisible(patient());
            visit.look("welcome-many");
            page.reload();
            assertThat(page.getByText("500 collections moved to your account"))
                    .isVisible(patient());
        }
    }

    @Test
    void whoeverHasNothingIsToldSo() {
        try (Site.Visit visit = SITE.visit("/welcome")) {
            visit.look("welcome-sign-in");
            signIn(visit.page, "nobody");
            assertThat(heading(visit.page, "You are all set")).isVisible();
            visit.look("welcome-nothing");
        }
    }

    @Test
    void thePanelShowsTheSameOnSomebodysPage() {
        try (Site.Visit visit = SITE.visit("/welcome")) {
            Page page = visit.page;
            page.route(
                    "**/somebodys-page",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("text/html")
                                            .setBody(SOMEBODYS_PAGE)));
            page.navigate(SITE.run().url() + "/somebodys-page");
            assertThat(heading(page, "You are all set")).isVisible();
            visit.look("panel");
        }
    }

    private static void signIn(Page page, String person) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^" + person + "\\b")))
                .click();
    }

    private static void provePassword(Page page, String password) {
        page.getByLabel("Old password").fill(password);
        click(page, "Check the password");
    }

    private static String waitForCode(Page page) {
        assertThat(page.getByText("a code is on its way")).isVisible();
        return SITE.run().mailedCode();
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static void click(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, named(button).setExact(true)).click();
    }

    private static void click(Locator within, String button) {
        within.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /// An undo first waits until no late write can come, half a minute.
    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(180_000);
    }
}
