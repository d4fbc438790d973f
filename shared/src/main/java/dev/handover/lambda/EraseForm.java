package dev.handover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.erase.EraseRequest;
import dev.handover.run.Confided;

import java.util.List;
import java.util.Set;

/// An erasure as an operator or the system asks for it: `{"subject": id, "name": …}`. The name, if
/// it is given, is confided: it is looked for beside those that the system shows.
final class EraseForm implements RunRequests.Form {
    @Override
    public Set<String> fields() {
        return Set.of("subject", "name");
    }

    @Override
    public RunRequests.Wanted read(Fields fields) {
        ObjectNode request = Json.object().put("subject", fields.text("subject"));
        try {
            EraseRequest.of(request);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, "bad-field", String.valueOf(wrong.getMessage()));
        }
        return new RunRequests.Wanted(
                request,
                List.of(fields.text("subject")),
                fields.optionalText("name")
                        .map(name -> new Confided(List.of(name), null, List.of()))
                        .orElse(null));
    }
}
