package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.RequestIds;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a claim is asked to do. That `from` and `anonymous` belong to the same person as `to` was
/// proved before.
///
/// @param to the new account's id
/// @param from ids of old accounts
/// @param anonymous ids of sessions without an account
/// @param records ids of the chosen records, or null for all of them
/// @param mode what happens to the anonymous ones
public record ClaimRequest(
        String to,
        List<String> from,
        List<String> anonymous,
        @Nullable Set<String> records,
        Mode mode) {
    private static final RequestIds IDS = new RequestIds("claim");

    public enum Mode {
        /// They move to the new account like all others.
        IMPORT,
        /// They go away: the person does not want them.
        DELETE
    }

    /// @throws IllegalArgumentException that says which field is wrong, without its value
    public static ClaimRequest of(ObjectNode request) {
        String to = IDS.id(request.path("to"), "/to");
        List<String> from = ids(request.path("from"), "/from");
        List<String> anonymous = ids(request.path("anonymous"), "/anonymous");
        if (from.isEmpty() && anonymous.isEmpty()) {
            throw IDS.wrong("/from", "must name at least one old account, or /anonymous a session");
        }
        Set<String> records =
                request.path("records").isMissingNode()
                        ? null
                        : Set.copyOf(strings(request.path("records"), "/records"));
        return new ClaimRequest(to, from, anonymous, records, mode(request.path("mode")));
    }

    private static Mode mode(JsonNode mode) {
        return switch (mode.asText("import")) {
            case "import" -> Mode.IMPORT;
            case "delete" -> Mode.DELETE;
            default -> throw IDS.wrong("/mode", "must be \"import\" or \"delete\"");
        };
    }

    private static List<String> ids(JsonNode list, String where) {
        List<String> ids = list.isMissingNode() ? List.of() : strings(list, where);
        return ids.stream().distinct().toList();
    }

    private static List<String> strings(JsonNode list, String where) {
        if (!list.isArray()) {
            throw IDS.wrong(where, "must be a list");
        }
        List<String> strings = new ArrayList<>();
        list.forEach(item -> strings.add(IDS.id(item, where + "/" + strings.size())));
        return strings;
    }

    /// The chosen ids, as long as they begin so.
    Set<String> chosenUnder(String prefix) {
        Set<String> chosen = new HashSet<>(records == null ? Set.of() : records);
        chosen.removeIf(id -> !id.startsWith(prefix));
        return chosen;
    }
}
