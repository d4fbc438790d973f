package dev.handover.delivereffects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class NotificationBodyTest {
    @Test
    @DisplayName("records stand by their status, and by their id; what is left out is counted")
    void byStatus() {
        String html =
                NotificationBody.html(
                        "user-1",
                        List.of("Asha", "Asha Rao"),
                        Map.of("do_3", "Live", "do_1", "Live", "do_2", "Draft"),
                        7);
        assertEquals(
                "<html><body><p>The account of Asha (user-1) was deleted. The name was taken out of"
                        + " these records:</p><table><tr><th>Identifier</th><th>Status</th></tr>"
                        + "<tr><td>do_2</td><td>Draft</td></tr><tr><td>do_1</td><td>Live</td></tr>"
                        + "<tr><td>do_3</td><td>Live</td></tr></table><p>And of 7"
                        + " more.</p></body></html>",
                html);
    }

    @Test
    @DisplayName("whatever is in names, ids and statuses, none of it is markup")
    void escapes() {
        String evil = "</td><script>alert(\"x\")</script>&amp;\u0000\n'";
        String html = NotificationBody.html(evil, List.of(evil), Map.of(evil, evil), 0);
        assertTrue(
                html.contains(
                        "&lt;/td&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp; "
                                + " &#39;"),
                html);
        assertEquals(-1, html.indexOf("<script"));
        assertEquals(-1, html.indexOf('\u0000'));
    }
}
