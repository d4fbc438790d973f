package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every record of a run's plan, page by page, with its verdict once there is one: which will be
/// worked on before, and what became of each after. In the order in which a receipt's hash goes
/// over them ([Verdicts]), so that who has the records can make it again.
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
        int stage = 0;
        int batch = 0;
        if (from != null) {
            if (!from.matches("[0-9]{1,6}\\.[0-9]{1,9}")) {
                throw new IllegalArgumentException("next is not one of ours");
            }
            stage = Integer.parseInt(from.substring(0, from.indexOf('.')));
            batch = Integer.parseInt(from.substring(from.indexOf('.') + 1));
        }
        if (run.sealedAt() != null) {
            throw new Vault.Sealed(run.runId());
        }
        List<Row> rows = new ArrayList<>();
        Leg leg = run.leg();
        int reads = 0;
        while (stage < leg.planned().size()) {
            Leg.Planned planned = leg.planned().get(stage);
            if (batch >= planned.batches()) {
                stage++;
                batch = 0;
            } else if (rows.size() >= limit || reads >= MOST_READS) {
                return new Listed(rows, stage + "." + batch);
            } else {
                rows.addAll(batch(engine, run, planned, stage, batch));
                reads++;
                batch++;
            }
        }
        return new Listed(rows, null);
    }

    private static List<Row> batch(
            Engine engine, Run run, Leg.Planned planned, int stage, int batch) {
        int epoch = run.leg().epoch();
        List<Stage.Entry> entries =
                engine.vault()
                        .read(run.runId(), Manifest.name(epoch, stage, batch), Manifest.class)
                        .map(Manifest::entries)
                        .orElse(List.of());
        List<Decided> decided =
                engine.vault()
                        .read(run.runId(), Result.name(epoch, stage, batch), Result.class)
                        .map(Result::decided)
                        .orElse(List.of());
        return entries.stream()
                .flatMap(entry ->
                        entry.records().stream()
                                .map(record ->
                                        new Placed(
                                                entry.key(),
                                                row(planned.stage(), entry, record, decided))))
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
