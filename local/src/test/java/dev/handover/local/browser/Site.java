package dev.handover.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;

import dev.handover.local.DemonstrationRun;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A browser and the local run, started once for all browser tests of one environment and stopped
/// after the last. Pages keep their content security policy, and any error on one fails the test
/// that closes it.
public final class Site implements BeforeAllCallback, AutoCloseable {
    private static final String CHROMIUM = "/usr/bin/chromium"; // Debian's
    private static final double PATIENCE = 60_000; // ms; for a machine with other things to do

    private static final String VIOLATIONS =
            """
            async () => (await axe.run(document)).violations.map((found) =>
                found.id + ': ' + found.help + '\\n  ' + found.nodes.map((node) => node.html).join('\\n  '))\
            """;

    private final List<Runnable> closing = new ArrayList<>();
    private final Map<String, String> environment;

    private DemonstrationRun run;
    private Browser browser;
    private String axe;

    /// Of the demonstration.
    Site() {
        this(Map.of());
    }

    /// @param environment of the local run: another data map
    Site(Map<String, String> environment) {
        this.environment = environment;
    }

    /// All tests of one environment share one, which JUnit closes at the end.
    @Override
    public void beforeAll(ExtensionContext context) {
        Site shared =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(Site.class))
                        .computeIfAbsent(environment, Site::started, Site.class);
        run = shared.run;
        browser = shared.browser;
        axe = shared.axe;
    }

    private static Site started(Map<String, String> environment) {
        try {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            Site site = new Site(environment);
            site.run = DemonstrationRun.start(environment);
            site.closing.add(site.run::close);
            Playwright playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            site.closing.add(playwright::close);
            site.browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(Path.of(CHROMIUM))
                                            .setArgs(List.of("--no-sandbox")));
            try (InputStream script =
                    Objects.requireNonNull(Site.class.getResourceAsStream("/axe.min.js"))) {
                site.axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            }
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DemonstrationRun run() {
        return run;
    }

    /// On a page of the console.
    void signIn(Page page) {
        page.getByLabel("Operator token").fill(run.operatorToken());
        button(page, "Sign in").click();
        assertThat(button(page, "Sign out")).isVisible();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// A browser of its own, as another person has it: no cookie, nothing kept.
    Visit visit(String path) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1100, 900)
                                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.navigate(run.url() + path);
        return new Visit(context, page, errors);
    }

    /// One person at one page.
    final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final List<String> errors;
        final Page page;

        private Visit(BrowserContext context, Page page, List<String> errors) {
            this.context = context;
            this.page = page;
            this.errors = errors;
        }

        /// Keeps a picture of what is seen, in `target/screenshots`, and holds it to axe's rules.
        void look(String name) {
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", name + ".png"))
                            .setFullPage(true));
            page.evaluate(axe);
            assertEquals(List.of(), page.evaluate(VIOLATIONS), "axe on " + name);
        }

        @Override
        public void close() {
            context.close();
            assertEquals(List.of(), errors, "errors on the page");
        }
    }

    @Override
    public void close() {
        closing.reversed().forEach(Runnable::run);
    }
}
