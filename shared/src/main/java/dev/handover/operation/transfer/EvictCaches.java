package dev.handover.operation.transfer;

import dev.handover.document.JsonSpot;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.Places;
import dev.handover.operation.records.CacheKeys;
import dev.handover.operation.records.Eviction;
import dev.handover.operation.records.RecordPlace;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Evicts what caches keep of the records that were given, and of what has them in it; the system
/// makes it anew. Planned for every key that there may be of the old owner's, and for those of the
/// new owner's that show the old one now.
final class EvictCaches implements Eviction {
    private final TransferRun run;
    private final Places.Cache where;
    private final List<RecordPlace> places;
    private final Around around;

    EvictCaches(TransferRun run, Places.Cache where) {
        this.run = run;
        this.where = where;
        places = run.places(where.of());
        around = new Around(run, places);
    }

    @Override
    public String name() {
        return "evict-" + where.name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        Around.Result page = around.page(from, limit);
        Map<Key, String> keys = keys(page);
        List<Key> planned =
                page.isOld() || keys.isEmpty()
                        ? List.copyOf(keys.keySet())
                        : store().read(List.copyOf(keys.keySet())).stream()
                                .filter(document ->
                                        !old(document, keys.get(document.key())).isEmpty())
                                .map(Document::key)
                                .toList();
        return new Found(
                planned.stream()
                        .map(key -> new Entry(key, where.name(), List.of(key.id())))
                        .toList(),
                page.next());
    }

    /// With the record that each belongs to.
    private Map<Key, String> keys(Around.Result page) {
        Map<Key, String> keys = new LinkedHashMap<>();
        page.found()
                .forEach(found ->
                        CacheKeys.of(where, found.place(), found.id(), found.record())
                                .forEach(key -> keys.putIfAbsent(key, found.id())));
        return keys;
    }

    /// Ids of the records that are shown as the old owner's.
    private Set<String> old(Document document, String own) {
        Set<String> ids = new HashSet<>();
        Handing handing = run.handing(Lists.UNSUPPORTED, null);
        RecordPlace.object(document.content())
                .ifPresent(cached ->
                        Tree.objects(
                                cached,
                                (JsonSpot object) -> {
                                    if (handing.isOld(object)) {
                                        ids.add(Tree.id(object).orElse(own));
                                    }
                                }));
        return ids;
    }

    private Store store() {
        return run.stores.named(where.store());
    }

    /// A cache that was filled again is looked into: it may have been filled from what was there
    /// before.
    @Override
    public Audit audit(@Nullable String from, int limit) {
        Around.Result page = around.page(from, limit);
        Map<Key, String> keys = keys(page);
        List<Leftover> leftovers =
                keys.isEmpty()
                        ? List.of()
                        : store().read(List.copyOf(keys.keySet())).stream()
                                .filter(document -> isStale(document, keys.get(document.key())))
                                .map(document ->
                                        new Leftover(
                                                document.key(),
                                                document.key().id(),
                                                "cached-as-before"))
                                .toList();
        return new Audit(leftovers, List.of(), page.next());
    }

    private boolean isStale(Document document, String own) {
        Set<String> ids = old(document, own);
        Facts facts = run.read(ids.stream().flatMap(id -> TransferRun.keys(places, id)).toList());
        return ids.stream()
                .anyMatch(id -> run.isGiven(places, id, facts) || run.isPending(places, id, facts));
    }
}
