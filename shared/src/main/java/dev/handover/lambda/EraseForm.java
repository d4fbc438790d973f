package dev.handover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.TransferMap;
import dev.handover.operation.erase.EraseRequest;
import dev.handover.operation.transfer.Departure;
import dev.handover.run.Confided;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An erasure as an operator or the system asks for it: `{"subject": id, "name": …}`. The name, if
/// it is given, is confided: it is looked for beside those that the system shows. With `transferTo`
/// (an id) and `transferName`, the person's records go to another first.
final class EraseForm implements RunRequests.Form {
    private final @Nullable TransferMap transfer;

    /// @param transfer null where the data map gives nothing to another
    EraseForm(@Nullable TransferMap transfer) {
        this.transfer = transfer;
    }

    @Override
    public Set<String> fields() {
        return transfer == null
                ? Set.of("subject", "name")
                : Set.of("subject", "name", "transferTo", "transferName");
    }

    @Override
    public RunRequests.Wanted read(Fields fields) {
        String subject = fields.text("subject");
        ObjectNode request = Json.object().put("subject", subject);
        List<String> participants = new ArrayList<>(List.of(subject));
        fields.optionalText(Departure.TRANSFER_TO)
                .ifPresent(to -> {
                    request.put(Departure.TRANSFER_TO, to);
                    participants.add(to);
                });
        Optional<String> newName = fields.optionalText("transferName");
        check(request, newName);
        List<String> names = fields.optionalText("name").map(List::of).orElse(List.of());
        return new RunRequests.Wanted(
                request,
                participants,
                names.isEmpty() && newName.isEmpty()
                        ? null
                        : new Confided(names, newName.orElse(null), List.of()));
    }

    private void check(ObjectNode request, Optional<String> newName) {
        String to = request.path(Departure.TRANSFER_TO).asText();
        if (to.equals(request.path("subject").asText())) {
            throw Refusal.field("same-user", Departure.TRANSFER_TO, "must be another user");
        }
        if (!to.isEmpty() && transfer != null && transfer.acceptance()) {
            throw new Refusal(
                    409,
                    "acceptance-needed",
                    "a new owner must accept first; ask for the transfer, and erase after it");
        }
        boolean shown = transfer != null && !transfer.names().isEmpty();
        if (!to.isEmpty() && shown && newName.isEmpty()) {
            throw Refusal.field(
                    "missing-new-name",
                    "transferName",
                    "is missing: the new owner's, as it is to be shown");
        }
        try {
            EraseRequest.of(request);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, "bad-field", String.valueOf(wrong.getMessage()));
        }
    }
}
