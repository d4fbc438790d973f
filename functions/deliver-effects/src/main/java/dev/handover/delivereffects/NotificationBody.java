package dev.handover.delivereffects;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The mail's text, as HTML: who was deleted, and which records carried the name, by status.
/// Everything that comes from outside is escaped.
final class NotificationBody {
    private NotificationBody() {}

    /// @param names of the person; the first is shown
    /// @param records ids and the status of each
    /// @param more how many further ones there are
    static String html(String userId, List<String> names, Map<String, String> records, long more) {
        String who =
                names.isEmpty()
                        ? escaped(userId)
                        : escaped(names.getFirst()) + " (" + escaped(userId) + ")";
        StringBuilder html =
                new StringBuilder("<html><body><p>The account of ")
                        .append(who)
                        .append(" was deleted. The name was taken out of these records:</p>")
                        .append("<table><tr><th>Identifier</th><th>Status</th></tr>");
        byStatus(records)
                .forEach((status, ids) ->
                        ids.forEach(id ->
                                html.append("<tr><td>")
                                        .append(escaped(id))
                                        .append("</td><td>")
                                        .append(escaped(status))
                                        .append("</td></tr>")));
        html.append("</table>");
        if (more > 0) {
            html.append("<p>And of ").append(more).append(" more.</p>");
        }
        return html.append("</body></html>").toString();
    }

    private static Map<String, List<String>> byStatus(Map<String, String> records) {
        return records.keySet().stream()
                .sorted()
                .collect(Collectors.groupingBy(records::get, TreeMap::new, Collectors.toList()));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '&' -> escaped.append("&amp;");
                        case '"' -> escaped.append("&quot;");
                        case '\'' -> escaped.append("&#39;");
                        default -> {
                            // control characters are none of HTML's
                            escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
                        }
                    }
                });
        return escaped.toString();
    }
}
