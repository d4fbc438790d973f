package dev.handover.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Written;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The conditional writes of one call as the lines of one `_bulk` request, and its answer.
final class BulkWrite {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int NOT_NOW = 429; // and all from 500 on

    private BulkWrite() {}

    /// Why a change can't be written at all; empty when it can be tried.
    static Optional<String> refusal(Change change) {
        String id = change.read().key().id();
        if (!Ids.isPossible(id)) {
            return Optional.of("no-key");
        }
        Content after = change.after();
        if (after == null) {
            return Optional.empty();
        }
        try {
            return Json.read(after.bytes(), JsonNode.class) instanceof ObjectNode
                    ? Optional.empty()
                    : Optional.of("not-an-object");
        } catch (Json.Malformed _) {
            return Optional.of("not-json");
        }
    }

    static String lines(List<Change> changes) {
        StringBuilder lines = new StringBuilder();
        for (Change change : changes) {
            Document read = change.read();
            ObjectNode where =
                    Json.object()
                            .put("_index", read.key().collection())
                            .put("_id", read.key().id());
            if (read.exists()) {
                int slash = read.version().indexOf('/');
                where.put("if_seq_no", Long.parseLong(read.version().substring(0, slash)))
                        .put(
                                "if_primary_term",
                                Long.parseLong(read.version().substring(slash + 1)));
            }
            String verb = change.after() == null ? "delete" : read.exists() ? "index" : "create";
            lines.append(Json.text(Json.object().set(verb, where))).append('\n');
            if (change.after() != null) {
                lines.append(oneLine(change.after())).append('\n');
            }
        }
        return lines.toString();
    }

    /// A line break in JSON stands between its parts only, where a space means the same.
    private static String oneLine(Content content) {
        return content.text().replace('\n', ' ').replace('\r', ' ');
    }

    /// Of each change its outcome; empty when it met another state than was read.
    static List<Optional<Written>> outcomes(String answer, List<Change> changes)
            throws IOException {
        JsonNode items = Json.parse(answer).path("items");
        if (items.size() != changes.size()) {
            throw new IOException("an answer that is none");
        }
        List<Optional<Written>> outcomes = new ArrayList<>();
        for (int at = 0; at < changes.size(); at++) {
            outcomes.add(outcome(items.get(at).iterator().next(), changes.get(at)));
        }
        return outcomes;
    }

    private static Optional<Written> outcome(JsonNode item, Change change) throws IOException {
        int status = item.path("status").asInt();
        if (status == CONFLICT || status == NOT_FOUND) {
            return Optional.empty();
        }
        if (status == NOT_NOW || status >= 500) {
            throw new Rest.Trouble(status);
        }
        if (status / 100 != 2) {
            return Optional.of(new Written.Refused("not-valid")); // another type than is mapped
        }
        Key key = change.read().key();
        Content after = change.after();
        return Optional.of(
                new Written.Done(
                        after == null
                                ? Sources.absent(key)
                                : new Document(
                                        key,
                                        Content.of(oneLine(after)),
                                        item.path("_seq_no").asText()
                                                + "/"
                                                + item.path("_primary_term").asText())));
    }
}
