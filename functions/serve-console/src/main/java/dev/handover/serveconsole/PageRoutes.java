package dev.handover.serveconsole;

import dev.handover.document.Content;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.Refusal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pages and what they are made of: files under `pages/` on the class path, of known kinds
/// only.
final class PageRoutes {
    /// A path below `pages/` of plain names: no `..`, no hidden file, nothing that a name could be
    /// glued into.
    private static final Pattern PATH =
            Pattern.compile(
                    "(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.([a-z0-9]+)");

    private static final Map<String, String> KINDS =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2");

    /// Scripts and styles of our own files only, nothing inline; talks to us only; never in a
    /// frame.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    List<Route> routes() {
        return List.of(
                Route.of("GET /welcome", asked -> file(asked, "welcome.html")),
                Route.of("GET /console", asked -> file(asked, "console.html")),
                Route.of(
                        "GET /assets/{proxy+}",
                        asked -> file(asked, "assets/" + asked.path("proxy"))));
    }

    /// Kept by browsers, but asked for each time: an answer of 304 is small, and a new release is
    /// seen at once.
    private static Answer file(Asked asked, String path) {
        Matcher known = PATH.matcher(path);
        String kind = known.matches() ? KINDS.get(known.group(1)) : null;
        byte[] bytes = kind == null ? null : read("/pages/" + path).orElse(null);
        if (kind == null || bytes == null) {
            throw Refusal.notFound("page");
        }
        String tag = "\"" + Content.sha256(bytes).substring(0, 32) + "\"";
        Map<String, String> headers =
                new TreeMap<>(
                        Map.of(
                                "content-type",
                                kind,
                                "etag",
                                tag,
                                "cache-control",
                                "no-cache",
                                "content-security-policy",
                                POLICY));
        boolean same = asked.header("if-none-match").filter(tag::equals).isPresent();
        return same ? new Answer(304, headers, null, false) : Answer.bytes(headers, bytes);
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
