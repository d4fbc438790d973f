package dev.handover.delivereffects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.Notice;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class NotificationBodyTest {
    private static final Notice PLAIN = Notice.of(Json.object());

    @ParameterizedTest
    @ValueSource(strings = {"inquiry", "knowlg", "sunbird"})
    @DisplayName("the shipped maps tell it in the words of Sunbird's own job")
    void asSunbirdTellsIt(String map) {
        Notice notice =
                Objects.requireNonNull(Objects.requireNonNull(DataMap.load(map).erase()).notice());
        assertEquals("User Account Deletion Notification", notice.title());
        assertEquals("Team", notice.regards());
        String html =
                new NotificationBody(notice)
                        .html("user-1", List.of("Asha"), Map.of("do_1", "Live"), 0);
        assertTrue(
                html.contains(
                        "<p>This notification is to inform you about the recent deletion of a user"
                                + " account having user id: user-1.</p>"),
                html);
        assertTrue(html.contains("previously held by Asha on the platform"), html);
        assertTrue(html.contains("table {width: 100%; border-collapse: collapse;}"), html);
        assertTrue(
                html.contains("<tr><td>do_1</td><td>Live</td></tr></tbody></table></body>"), html);
    }

    @Test
    @DisplayName("the words are the map's; what is filled in is filled in once, and is no markup")
    void itsOwnWords() {
        Notice notice =
                Notice.of(
                        Json.parse(
                                """
                                {"body": "<p>{userName}, {userId}, {other}, $1 \\\\ {a: b}</p>{records}",
                                 "columns": ["Kennung", "<Zustand>"], "more": "{count} weitere & mehr"}
                                """));
        assertEquals(
                "<p>{records} $1 &lt;, user-1, {other}, $1 \\ {a: b}</p><table><thead><tr>"
                        + "<th>Kennung</th><th>&lt;Zustand&gt;</th></tr></thead><tbody></tbody>"
                        + "</table><p>3 weitere &amp; mehr</p>",
                new NotificationBody(notice)
                        .html("user-1", List.of("{records} $1 <"), Map.of(), 3));
    }

    @Test
    @DisplayName("who has no name is called by the id")
    void nameless() {
        assertTrue(
                new NotificationBody(PLAIN)
                        .html("user-1", List.of(), Map.of(), 0)
                        .contains("The account of user-1 (user-1) was deleted."));
    }

    @Test
    @DisplayName("records stand by their status, and by their id; what is left out is counted")
    void byStatus() {
        String html =
                new NotificationBody(PLAIN)
                        .html(
                                "user-1",
                                List.of("Asha", "Asha Rao"),
                                Map.of("do_3", "Live", "do_1", "Live", "do_2", "Draft"),
                                7);
        assertEquals(
                "<html><body><p>The account of Asha (user-1) was deleted. The name was taken out of"
                    + " these records:</p><table><thead><tr><th>Identifier</th><th>Status</th></tr>"
                    + "</thead><tbody>"
                    + "<tr><td>do_2</td><td>Draft</td></tr><tr><td>do_1</td><td>Live</td></tr><tr><td>do_3</td><td>Live</td></tr></tbody></table><p>And"
                    + " of 7 more.</p></body></html>",
                html);
    }

    @Test
    @DisplayName("whatever is in names, ids and statuses, none of it is markup")
    void escapes() {
        String evil = "</td><script>alert(\"x\")</script>&amp;\u0000\n'";
        String html = new NotificationBody(PLAIN).html(evil, List.of(evil), Map.of(evil, evil), 0);
        assertTrue(
                html.contains(
                        "&lt;/td&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp; "
                                + " &#39;"),
                html);
        assertEquals(-1, html.indexOf("<script"));
        assertEquals(-1, html.indexOf('\u0000'));
    }
}
