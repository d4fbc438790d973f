package dev.handover.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.handover.document.Json;

/// What the queues between the engine's functions carry: ids and numbers, never data.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Plan.class, name = "plan"),
    @JsonSubTypes.Type(value = Work.Batch.class, name = "batch"),
    @JsonSubTypes.Type(value = Work.Verify.class, name = "verify")
})
public sealed interface Work {
    String run();

    int epoch();

    record Plan(String run, int epoch) implements Work {}

    record Batch(String run, int epoch, int stage, int lane, int batch) implements Work {}

    /// @param pass 1 or 2
    /// @param page a page of that pass which is surely written, to go on from; 0 for the beginning
    record Verify(String run, int epoch, int stage, int pass, int page) implements Work {}

    /// @throws Json.Malformed when it isn't one of these
    static Work parse(String body) {
        return Json.read(body, Work.class);
    }

    default Queues.Name queue() {
        return switch (this) {
            case Plan _ -> Queues.Name.PLANS;
            case Batch _ -> Queues.Name.BATCHES;
            case Verify _ -> Queues.Name.VERIFICATIONS;
        };
    }
}
