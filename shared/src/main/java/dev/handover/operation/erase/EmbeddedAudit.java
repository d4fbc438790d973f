package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.operation.Places;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.RecordPlace;
import dev.handover.run.Stage.Audit;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks into documents that have records of many people within for the person's name, at every
/// depth: those of the records that are concerned now, or all of them where the map says so.
final class EmbeddedAudit {
    private static final int READ = 8;

    private final EraseRun run;
    private final Places.Embedded where;
    private final EraseEmbedded stage;
    private final Affected affected;

    EmbeddedAudit(EraseRun run, Places.Embedded where, EraseEmbedded stage, Affected affected) {
        this.run = run;
        this.where = where;
        this.stage = stage;
        this.affected = affected;
    }

    Audit page(@Nullable String from, int limit) {
        Store store = run.stores.named(where.store());
        Report report = new Report(run.map);
        if (where.scan()) {
            Page page = store.find(Reference.all(where.collection()), from, READ);
            page.documents().forEach(document -> inspect(document, List.of(), report));
            return report.audit(page.next());
        }
        Affected.Result page = affected.page(from, limit);
        Map<Key, List<String>> keys = stage.keys(page);
        List<Key> all = List.copyOf(keys.keySet());
        for (int i = 0; i < all.size(); i += READ) {
            store.read(all.subList(i, Math.min(all.size(), i + READ)))
                    .forEach(document -> inspect(document, keys.get(document.key()), report));
        }
        return report.audit(page.next());
    }

    private void inspect(Document document, List<String> via, Report report) {
        Inspection.Seen seen =
                new Inspection(
                                run.map,
                                where.lists(),
                                run.place(where.of().getFirst()).where().copies(),
                                run.person(),
                                Set.copyOf(via))
                        .of(document.content());
        if (!seen.isClean()) {
            report.add(document.key(), record(document), seen);
        }
    }

    private @Nullable JsonSpot record(Document document) {
        Entry entry = new Entry(document.key(), where.name(), List.of());
        String id = document.key().id();
        return stage.facts(entry).stream()
                .sorted((a, b) -> Boolean.compare(!a.id().equals(id), !b.id().equals(id)))
                .map(key -> run.stores.named(key.store()).read(List.of(key)).getFirst())
                .map(Document::content)
                .map(RecordPlace::object)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
