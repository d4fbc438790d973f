package dev.handover.run;

import dev.handover.document.Counts;
import dev.handover.document.Tally;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Journal;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a redrive finds of one stage: one batch of the first leg is one page. The legs between have
/// redriven batches of the first in their order, so their manifests and results are walked along
/// with it. An entry names as its origin the journals of all batches that had it, so that what they
/// changed counts as changed and its effects are sent.
final class Again {
    private final Vault vault;
    private final String runId;
    private final List<Leg> past;
    private final int stage;
    private final Supplier<Set<String>> unresolved;

    /// The manifests that the legs between are at; read once for all batches before them.
    private final Map<String, List<Stage.Entry>> reached = new HashMap<>();

    /// @param past the first leg and those between
    /// @param unresolved ids of the records to find
    Again(Vault vault, String runId, List<Leg> past, int stage, Supplier<Set<String>> unresolved) {
        this.vault = vault;
        this.runId = runId;
        this.past = past;
        this.stage = stage;
        this.unresolved = unresolved;
    }

    /// @param from the numbers of the batches, one for each leg, at which it goes on
    Stage.Found find(@Nullable String from) {
        int[] at =
                from == null
                        ? new int[past.size()]
                        : Arrays.stream(from.split("/")).mapToInt(Integer::parseInt).toArray();
        Leg first = past.getFirst();
        int batches = first.planned().get(stage).batches();
        if (at[0] >= batches) {
            return new Stage.Found(List.of(), null);
        }
        String origin = Journal.origin(first.epoch(), stage, at[0]);
        Map<Key, String> origins = new HashMap<>();
        Map<String, Decided> last = new LinkedHashMap<>();
        decided(first, at[0], last);
        for (int leg = 1; leg < at.length; leg++) {
            at[leg] = along(past.get(leg), at[leg], origin, origins, last);
        }
        Set<String> wanted = unresolved.get();
        List<Stage.Entry> entries = new ArrayList<>();
        for (Stage.Entry entry : entries(Manifest.name(first.epoch(), stage, at[0]))) {
            List<String> records = entry.records().stream().filter(wanted::contains).toList();
            if (!records.isEmpty()) {
                entries.add(entry.with(records, Pages.origins(origin, origins.get(entry.key()))));
            }
        }
        Tally settled =
                last.values().stream()
                        .filter(one -> !wanted.contains(one.record()))
                        .map(one -> Tally.of(one.tallied(), Counts.of(List.of(one.verdict()))))
                        .reduce(Tally.NONE, Tally::plus);
        at[0]++;
        String next = Arrays.stream(at).mapToObj(String::valueOf).collect(Collectors.joining("/"));
        return new Stage.Found(entries, at[0] < batches ? next : null, settled);
    }

    /// Takes what a leg between did of that batch of the first one.
    ///
    /// @return the number of the batch at which that leg goes on
    private int along(
            Leg leg, int from, String first, Map<Key, String> origins, Map<String, Decided> last) {
        int batch = from;
        while (batch < leg.planned().get(stage).batches()) {
            String name = Manifest.name(leg.epoch(), stage, batch);
            List<Stage.Entry> entries = reached.computeIfAbsent(name, this::entries);
            if (!entries.isEmpty() && !isOf(first, entries.getFirst())) {
                return batch;
            }
            String origin = Journal.origin(leg.epoch(), stage, batch);
            entries.forEach(entry -> origins.merge(entry.key(), origin, Pages::origins));
            decided(leg, batch, last);
            reached.remove(name);
            batch++;
        }
        return batch;
    }

    private static boolean isOf(String first, Stage.Entry entry) {
        return entry.origin() != null && List.of(entry.origin().split(",")).contains(first);
    }

    private List<Stage.Entry> entries(String manifest) {
        return vault.read(runId, manifest, Manifest.class).map(Manifest::entries).orElse(List.of());
    }

    /// The verdicts of that batch, over those of earlier legs.
    private void decided(Leg leg, int batch, Map<String, Decided> last) {
        vault.read(runId, Result.name(leg.epoch(), stage, batch), Result.class)
                .map(Result::decided)
                .orElse(List.of())
                .forEach(one -> last.put(one.key() + " " + one.record(), one));
    }
}
