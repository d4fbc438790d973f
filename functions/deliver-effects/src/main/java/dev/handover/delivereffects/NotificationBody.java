package dev.handover.delivereffects;

import dev.handover.operation.Notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The mail's text, as HTML: who was deleted, and which records carried the name, by status.
/// Everything that comes from outside is escaped.
record NotificationBody(Notice notice) {
    /// @param names of the person; the first is shown, and the id where there is none
    /// @param records ids and the status of each
    /// @param more how many further ones there are
    String html(String userId, List<String> names, Map<String, String> records, long more) {
        Map<String, String> values =
                Map.of(
                        "userId",
                        escaped(userId),
                        "userName",
                        escaped(names.isEmpty() ? userId : names.getFirst()),
                        "records",
                        table(records) + (more > 0 ? further(more) : ""));
        return Notice.filled(notice.body(), name -> Optional.ofNullable(values.get(name)));
    }

    private String table(Map<String, String> records) {
        StringBuilder html = new StringBuilder("<table><thead>");
        row(html, "th", notice.columns());
        html.append("</thead><tbody>");
        byStatus(records)
                .forEach((status, ids) -> ids.forEach(id -> row(html, "td", List.of(id, status))));
        return html.append("</tbody></table>").toString();
    }

    private static void row(StringBuilder html, String tag, List<String> cells) {
        html.append("<tr>");
        cells.forEach(cell ->
                html.append('<' + tag + '>').append(escaped(cell)).append("</" + tag + '>'));
        html.append("</tr>");
    }

    private String further(long more) {
        String count = String.valueOf(more);
        return "<p>"
                + Notice.filled(
                        escaped(notice.more()),
                        name -> name.equals("count") ? Optional.of(count) : Optional.empty())
                + "</p>";
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
