package dev.handover.operation.erase;

import dev.handover.operation.EraseMap;
import dev.handover.operation.Places;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.CacheKeys;
import dev.handover.operation.records.Eviction;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Evicts what caches keep of the records that an erasure concerns; the system makes it anew from
/// what was erased. Planned for every key that there may be: what isn't cached now may be when its
/// turn comes.
final class EvictCaches implements Eviction {
    private final EraseRun run;
    private final Places.Cache where;
    private final Affected affected;

    EvictCaches(EraseRun run, Places.Cache where) {
        this.run = run;
        this.where = where;
        affected = run.affected(run.places(where.of()), true);
    }

    @Override
    public String name() {
        return "evict-" + where.name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        Affected.Result page = affected.page(from, limit);
        return new Found(
                keys(page).stream()
                        .map(key -> new Entry(key, where.name(), List.of(key.id())))
                        .toList(),
                page.next());
    }

    private List<Key> keys(Affected.Result page) {
        return page.found().stream()
                .flatMap(found ->
                        CacheKeys.of(where, found.place(), found.id(), found.record()).stream())
                .distinct()
                .toList();
    }

    /// A cache that was filled again is looked into: it may have been filled from what was there
    /// before.
    @Override
    public Audit audit(@Nullable String from, int limit) {
        Affected.Result page = affected.page(from, limit);
        Inspection inspection =
                new Inspection(run.map, EraseMap.Lists.UNSUPPORTED, null, run.person(), Set.of());
        List<Leftover> leftovers =
                run.stores.named(where.store()).read(keys(page)).stream()
                        .filter(document -> inspection.of(document.content()).isLeft())
                        .map(document ->
                                new Leftover(
                                        document.key(), document.key().id(), "cached-as-before"))
                        .toList();
        return new Audit(leftovers, List.of(), page.next());
    }
}
