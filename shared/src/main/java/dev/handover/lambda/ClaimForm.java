package dev.handover.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.claim.ClaimRequest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A claim as an operator or the system asks for it: `{"from": id or ids, "to": id, "anonymous": id
/// or ids, "records": ids, "mode": "import" or "delete", "kind": …}`. Who may ask here is the proof
/// that the accounts are one person's, if the data map takes an operator's word.
final class ClaimForm implements RunRequests.Form {
    private static final Set<String> FIELDS =
            Set.of("from", "to", "anonymous", "records", "mode", "kind");
    private static final List<String> LISTS = List.of("from", "anonymous", "records");

    private final DataMap.Claim map;

    ClaimForm(DataMap.Claim map) {
        this.map = map;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public RunRequests.Wanted read(Fields fields) {
        if (!map.proof().contains(DataMap.Proof.OPERATOR)) {
            throw new Refusal(
                    403,
                    "proof-needed",
                    "the data map does not take an operator's word for a claim");
        }
        fields.optionalText("kind")
                .filter(kind -> !kind.equals(map.kind()))
                .ifPresent(_ -> {
                    throw Refusal.field("unknown-kind", "kind", "must be " + map.kind());
                });
        ObjectNode request = Json.object().put("to", fields.text("to")).put("proof", "operator");
        for (String list : LISTS) {
            if (fields.has(list)) {
                request.set(list, list(fields.object().path(list)));
            }
        }
        fields.optionalText("mode").ifPresent(mode -> request.put("mode", mode));
        ClaimRequest claim = checked(request);
        return new RunRequests.Wanted(
                request,
                Stream.of(List.of(claim.to()), claim.from(), claim.anonymous())
                        .flatMap(List::stream)
                        .toList());
    }

    /// One id is a list of one.
    private static JsonNode list(JsonNode given) {
        return given.isTextual() ? Json.object().arrayNode().add(given) : given;
    }

    private static ClaimRequest checked(ObjectNode request) {
        try {
            return ClaimRequest.of(request);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, "bad-field", String.valueOf(wrong.getMessage()));
        }
    }
}
