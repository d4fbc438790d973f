package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.operation.EraseMap;
import dev.handover.operation.Places;
import dev.handover.operation.records.RecordPlace;
import dev.handover.run.Stage.Audit;
import dev.handover.run.Stage.Leftover;
import dev.handover.run.Stage.Mention;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one page of a verification found.
final class Report {
    private final EraseMap map;
    private final List<Leftover> leftovers = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();

    Report(EraseMap map) {
        this.map = map;
    }

    /// @param record whose rules say whether the document may be touched; null when it is gone
    void add(Key key, @Nullable JsonSpot record, Inspection.Seen seen) {
        Optional<Places.Rule> skip =
                record == null ? Optional.empty() : RecordPlace.first(map.places().skip(), record);
        if (skip.isPresent() && !seen.isClean()) {
            mentions.add(new Mention(key, key.id(), skip.get().name()));
        } else if (seen.isLeft()) {
            boolean held =
                    record != null && RecordPlace.first(map.places().hold(), record).isPresent();
            leftovers.add(new Leftover(key, key.id(), held ? "held" : "name-still-there"));
        }
        if (skip.isEmpty()) {
            seen.mentions().forEach(rule -> mentions.add(new Mention(key, key.id(), rule)));
        }
    }

    void mention(Key key, String rule) {
        mentions.add(new Mention(key, key.id(), rule));
    }

    Audit audit(@Nullable String next) {
        return new Audit(List.copyOf(leftovers), List.copyOf(mentions), next);
    }
}
