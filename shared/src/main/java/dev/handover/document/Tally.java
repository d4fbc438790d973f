package dev.handover.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts per store and kind of record (`redis/collection`).
public record Tally(@JsonValue SortedMap<String, Counts> byKind) {
    public static final Tally NONE = new Tally(new TreeMap<>());

    @JsonCreator
    public Tally {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    }

    public static Tally of(String kind, Counts counts) {
        return new Tally(new TreeMap<>(Map.of(kind, counts)));
    }

    public Tally plus(Tally more) {
        TreeMap<String, Counts> sum = new TreeMap<>(byKind);
        more.byKind.forEach((kind, counts) -> sum.merge(kind, counts, Counts::plus));
        return new Tally(sum);
    }

    public Counts total() {
        return byKind.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /// The verdicts of `decided`, out of what this tally found.
    public Tally decided(Tally decided) {
        TreeMap<String, Counts> result = new TreeMap<>(byKind);
        decided.byKind.forEach((kind, counts) ->
                result.merge(kind, counts, (found, verdicts) -> verdicts.outOf(found.found())));
        return new Tally(result);
    }
}
