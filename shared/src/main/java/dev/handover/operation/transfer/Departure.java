package dev.handover.operation.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.erase.EraseRequest;
import dev.handover.run.Edit;
import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.Settings;
import dev.handover.run.Stage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An erasure that may first give the person's records to another, in one run: `transferTo` in its
/// request. What was given has lost the person's name by then; what stays behind by a rule, or by a
/// field that a transfer leaves alone, is erased after.
///
/// Both are planned before anything is changed, so the erasure meets what was given once more, and
/// finds nothing there to do.
public final class Departure implements Operation {
    /// In a request: whom the person's records go to.
    public static final String TRANSFER_TO = "transferTo";

    private final Operation erase;
    private final TransferOperation transfer;

    public Departure(Operation erase, TransferOperation transfer) {
        this.erase = erase;
        this.transfer = transfer;
    }

    @Override
    public String name() {
        return erase.name();
    }

    /// Who looks again at an erased person has nothing to give.
    private static Optional<TransferRequest> given(Run run) {
        EraseRequest request = EraseRequest.of(run.request());
        if (!run.request().has(TRANSFER_TO) || request.again()) {
            return Optional.empty();
        }
        ObjectNode asked = Json.object().put("from", request.subject());
        asked.set("to", run.request().path(TRANSFER_TO));
        return Optional.of(TransferRequest.of(asked));
    }

    @Override
    public List<Stage> stages(Run run, Names names) {
        return Stream.concat(
                        given(run).stream()
                                .flatMap(request -> transfer.stages(request, names).stream()),
                        erase.stages(run, names).stream())
                .toList();
    }

    @Override
    public Optional<String> refuses(Run run) {
        return given(run).flatMap(transfer::refuses).or(() -> erase.refuses(run));
    }

    @Override
    public Terms terms(Settings settings) {
        return erase.terms(settings);
    }

    @Override
    public Lesson learn(Run run, @Nullable String from, int limit) {
        return erase.learn(run, from, limit);
    }

    @Override
    public Optional<Survey> survey(@Nullable String from, int limit) {
        return erase.survey(from, limit);
    }

    @Override
    public List<Edit.Effect> atEnd(Run run) {
        return erase.atEnd(run);
    }

    @Override
    public List<String> words(Receipts.Receipt receipt) {
        return erase.words(receipt);
    }
}
