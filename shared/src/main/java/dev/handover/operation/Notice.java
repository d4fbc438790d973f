package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What those are told who must know that a person was erased: a letter with places that are filled
/// in when it is sent. It is the data map's, stands open in effects, and says nothing of anybody.
///
/// @param title the letter's subject
/// @param body HTML; `{userId}` and `{userName}` are the person's, `{records}` is the table of what
///   was changed
/// @param regards who signs
/// @param columns the table's headings
/// @param more what is said of records that the table has no room for; `{count}` is their number
/// @param status the field of a record that stands beside its id
public record Notice(
        String title,
        String body,
        String regards,
        List<String> columns,
        String more,
        String status) {
    private static final Notice PLAIN =
            new Notice(
                    "User Account Deletion Notification",
                    "<html><body><p>The account of {userName} ({userId}) was deleted. The name was"
                            + " taken out of these records:</p>{records}</body></html>",
                    "Team",
                    List.of("Identifier", "Status"),
                    "And of {count} more.",
                    "status");

    /// A style sheet's braces hold more than a word.
    private static final Pattern FILLED_IN = Pattern.compile("\\{([A-Za-z]+)\\}");

    private static final Set<String> KNOWN = Set.of("userId", "userName", "records");

    public Notice {
        columns = List.copyOf(columns);
    }

    /// @param said what of it is said; all else is said plainly
    public static Notice of(JsonNode said) {
        List<String> columns = new ArrayList<>();
        said.path("columns").forEach(column -> columns.add(column.asText()));
        return new Notice(
                said.path("title").asText(PLAIN.title),
                said.path("body").asText(PLAIN.body),
                said.path("regards").asText(PLAIN.regards),
                columns.isEmpty() ? PLAIN.columns : columns,
                said.path("more").asText(PLAIN.more),
                said.path("status").asText(PLAIN.status));
    }

    /// In the form in which [#of] takes it.
    public JsonNode json() {
        return Json.tree(this);
    }

    /// @param values by the name of the place; a place without a value stays as it is
    public static String filled(String text, Function<String, Optional<String>> values) {
        return FILLED_IN
                .matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                values.apply(place.group(1)).orElse(place.group())));
    }

    /// What a body wants filled in that nothing is known of.
    static Set<String> unknown(String body) {
        Set<String> names = new TreeSet<>();
        FILLED_IN.matcher(body).results().forEach(place -> names.add(place.group(1)));
        names.removeAll(KNOWN);
        return names;
    }
}
