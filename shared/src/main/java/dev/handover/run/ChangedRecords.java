package dev.handover.run;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Pages.Journal;
import dev.handover.run.Pages.Line;
import dev.handover.run.Pages.Result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records that a run changed, with a field of theirs as it was before: what those are told who
/// must know which of a person's records were touched.
public final class ChangedRecords {
    private ChangedRecords() {}

    /// @param field a text at the top of the record's document; records without it are left out
    /// @param limit of records; reading stops when there are so many
    /// @return record ids and their field, in the order of the plan
    public static Map<String, String> of(Engine engine, Run run, String field, int limit) {
        Map<String, String> records = new LinkedHashMap<>();
        for (Leg leg : run.legs()) {
            List<Leg.Planned> stages = leg.kind() == Leg.Kind.UNDO ? List.of() : leg.planned();
            for (int stage = 0; stage < stages.size(); stage++) {
                int batches = stages.get(stage).counted() ? stages.get(stage).batches() : 0;
                for (int batch = 0; batch < batches && records.size() < limit; batch++) {
                    batch(engine, run, leg.epoch(), stage, batch, field)
                            .forEach((record, value) -> {
                                if (records.size() < limit) {
                                    records.putIfAbsent(record, value);
                                }
                            });
                }
            }
        }
        return records;
    }

    private static Map<String, String> batch(
            Engine engine, Run run, int epoch, int stage, int batch, String field) {
        Optional<Result> result =
                engine.vault().read(run.runId(), Result.name(epoch, stage, batch), Result.class);
        Map<String, String> found = new LinkedHashMap<>();
        if (result.isPresent()) {
            String origin = Journal.origin(epoch, stage, batch);
            List<Journal> pages = Journal.chain(engine.vault(), run.runId(), origin);
            result.get().decided().stream()
                    .filter(decided -> decided.verdict() == Verdict.CHANGED)
                    .forEach(decided ->
                            pages.stream()
                                    .flatMap(page -> page.of(decided.key()).stream())
                                    .flatMap(line -> text(line, field).stream())
                                    .findFirst()
                                    .ifPresent(value -> found.put(decided.record(), value)));
        }
        return found;
    }

    private static Optional<String> text(Line line, String field) {
        Content before = line.wrote().before();
        try {
            return Optional.ofNullable(before)
                    .map(content -> Json.parse(content.text()).path(field))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }
}
