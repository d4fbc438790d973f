package dev.handover.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Csv;
import dev.handover.document.Json;
import dev.handover.operation.TransferMap;
import dev.handover.operation.transfer.TransferRequest;
import dev.handover.run.Acceptances;
import dev.handover.run.Confided;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A transfer as an operator or the system asks for it: `{"from": id, "to": id, "name": …,
/// "fromName": …, "records": ids, "csv": …, "types": …}`, and what Sunbird's envelope says besides:
/// `roles` of the new owner, one `asset`, the `organisation`. Names are confided. Roles are looked
/// at where they are told; an operator who tells none answers for them.
final class TransferForm implements RunRequests.Form {
    private static final Set<String> FIELDS =
            Set.of(
                    "from",
                    "to",
                    "name",
                    "fromName",
                    "records",
                    "csv",
                    "types",
                    "roles",
                    "singleName",
                    "asset",
                    "organisation");
    private static final List<String> KEPT =
            List.of("records", "types", "roles", "asset", "organisation");

    /// How a column with records' ids is headed; the last is that of Sunbird's own report.
    private static final List<String> HEADS =
            List.of("identifier", "id", "record", "assetIdentifier");

    private final TransferMap map;

    TransferForm(TransferMap map) {
        this.map = map;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public RunRequests.Wanted read(Fields fields) {
        String from = fields.text("from");
        String to = fields.text("to");
        if (from.equals(to)) {
            throw Refusal.field("same-user", "to", "must be another user than from");
        }
        ObjectNode request = Json.object().put("from", from).put("to", to);
        KEPT.stream()
                .filter(fields::has)
                .forEach(field -> request.set(field, fields.object().path(field)));
        if (fields.has("csv")) {
            request.set("records", listed(fields.object().path("csv")));
        }
        if (map.acceptance()) {
            request.put(Acceptances.NEEDED, true);
        }
        mayReceive(request, fields.flag("singleName", false));
        try {
            TransferRequest.of(request);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, "bad-field", String.valueOf(wrong.getMessage()));
        }
        Confided confided =
                fields.has("name") || fields.has("fromName")
                        ? new Confided(
                                fields.optionalText("fromName").map(List::of).orElse(List.of()),
                                fields.optionalText("name").orElse(null),
                                List.of())
                        : null;
        return new RunRequests.Wanted(request, List.of(from, to), confided);
    }

    @Override
    public void check(@Nullable Confided confided) {
        boolean named = confided != null && confided.newName() != null;
        if (!named && !map.names().isEmpty()) {
            throw Refusal.field(
                    "missing-new-name",
                    "name",
                    "is missing: the new owner's, as it is to be shown");
        }
    }

    private void mayReceive(ObjectNode request, boolean singleName) {
        if (singleName && !map.singleNames()) {
            throw new Refusal(
                    403, "last-name-needed", "the data map wants a new owner to have a last name");
        }
        JsonNode roles = request.path("roles");
        boolean allowed =
                roles.isMissingNode()
                        || map.roles().isEmpty()
                        || roles.valueStream()
                                .anyMatch(role -> map.roles().contains(role.asText()));
        if (!allowed) {
            throw new Refusal(
                    403, "role-not-allowed", "the new owner has none of the data map's roles");
        }
    }

    /// One id a row: in the column that says so, else in the first.
    private static ArrayNode listed(JsonNode csv) {
        if (!csv.isTextual()) {
            throw Refusal.field("bad-field", "csv", "must be the text of a CSV file");
        }
        List<List<String>> rows;
        try {
            rows = Csv.rows(csv.textValue());
        } catch (Csv.Malformed malformed) {
            throw new Refusal(400, "not-csv", "csv: " + malformed.getMessage());
        }
        List<String> head = rows.isEmpty() ? List.of() : rows.getFirst();
        int column = HEADS.stream().mapToInt(head::indexOf).max().orElse(-1);
        List<String> ids = new ArrayList<>();
        for (List<String> row : rows.subList(column < 0 ? 0 : 1, rows.size())) {
            int at = Math.max(column, 0);
            if (at < row.size() && !row.get(at).isBlank()) {
                ids.add(row.get(at).strip());
            }
        }
        ArrayNode list = Json.object().arrayNode();
        ids.forEach(list::add);
        return list;
    }
}
