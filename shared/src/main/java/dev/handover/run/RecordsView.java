package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Result;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every record of a run's plan, page by page and once, with its verdict once there is one: which
/// will be worked on before, and what became of each after. In the order in which a receipt's hash
/// goes over them ([Verdicts]), so that who has the records can make it again.
public final class RecordsView {
    /// Batches that one answer reads, two pages of the vault each.
    private static final int MOST_READS = 50;

    private RecordsView() {}

    /// @param verdict null as long as the record's batch is not closed
    public record Row(
            String stage,
            String store,
            String collection,
            String kind,
            String record,
            @Nullable Verdict verdict,
            @Nullable String reason) {}

    private record Placed(Key key, Row row) {}

    /// @param next null on the last page
    public record Listed(List<Row> records, @Nullable String next) {}

    /// @param from null for the first page, else `next` of the page before
    /// @param limit about how many to give; a batch is not split. There may be none, and still a
    ///   next page.
    /// @throws IllegalArgumentException when `from` was not given by us
    public static Listed of(Engine engine, Run run, @Nullable String from, int limit) {
        CountedBatches batches = new CountedBatches(engine, run);
        List<Row> rows = new ArrayList<>();
        Optional<Spot> at = batches.from(Spot.of(from));
        for (int reads = 0; at.isPresent(); reads++) {
            Spot batch = at.get();
            if (rows.size() >= limit || reads >= MOST_READS) {
                return new Listed(rows, batch.toString());
            }
            rows.addAll(rows(engine, run, batch, batches.entries(batch)));
            at = batches.from(batch.next());
        }
        return new Listed(rows, null);
    }

    private static List<Row> rows(Engine engine, Run run, Spot batch, List<Stage.Entry> entries) {
        Leg leg = run.leg();
        List<Decided> decided =
                engine.vault()
                        .read(
                                run.runId(),
                                Result.name(leg.epoch(), batch.stage(), batch.page()),
                                Result.class)
                        .map(Result::decided)
                        .orElse(List.of());
        String stage = leg.planned().get(batch.stage()).stage();
        return entries.stream()
                .flatMap(entry ->
                        entry.records().stream()
                                .map(record ->
                                        new Placed(
                                                entry.key(), row(stage, entry, record, decided))))
                .sorted(
                        Comparator.comparing(Placed::key)
                                .thenComparing(placed -> placed.row().record()))
                .map(Placed::row)
                .toList();
    }

    private static Row row(String stage, Stage.Entry entry, String record, List<Decided> decided) {
        Optional<Decided> one =
                decided.stream()
                        .filter(any -> any.key().equals(entry.key()) && any.record().equals(record))
                        .findFirst();
        return new Row(
                stage,
                entry.key().store(),
                entry.key().collection(),
                entry.kind(),
                record,
                one.map(Decided::verdict).orElse(null),
                one.map(Decided::reason).orElse(null));
    }
}
