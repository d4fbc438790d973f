package dev.handover.operation.claim;

import dev.handover.run.Edit.Facts;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the stages of one claim share.
final class ClaimRun {
    final String runId;
    final ClaimRules rules;
    final ClaimRequest request;
    final CollectionReader reader;
    final SourceRecords records;
    private final List<Source> sources;
    private final @Nullable Set<String> chosenGroups;
    private final Stores stores;

    ClaimRun(String runId, ClaimRules rules, ClaimRequest request, Stores stores) {
        this.runId = runId;
        this.rules = rules;
        this.request = request;
        this.stores = stores;
        reader = new CollectionReader(rules);
        records = new SourceRecords(rules, reader);
        sources = Source.of(rules, request.from(), request.anonymous());
        Set<String> chosen = request.records();
        chosenGroups =
                chosen == null
                        ? null
                        : chosen.stream().map(RecordIds::group).collect(Collectors.toSet());
    }

    /// Records that share an id in one list are chosen together: taking one away would give its
    /// record id to the next.
    boolean chooses(String group) {
        return chosenGroups == null || chosenGroups.contains(group);
    }

    Key target() {
        return rules.to().of(request.to());
    }

    /// The documents whose records move.
    List<Source> moved() {
        return sources.stream().filter(source -> !isDeleted(source)).toList();
    }

    /// The documents whose records the person doesn't want.
    List<Source> deleted() {
        return sources.stream().filter(this::isDeleted).toList();
    }

    private boolean isDeleted(Source source) {
        return source.anonymous() && request.mode() == ClaimRequest.Mode.DELETE;
    }

    /// The records of the documents that move, by their ids, in the order in which they are moved.
    Map<String, SourceRecord> movable(Function<Key, Document> documents) {
        Map<String, SourceRecord> byId = new LinkedHashMap<>();
        for (Source source : moved()) {
            records.of(source, documents.apply(source.key()).content())
                    .forEach(record -> byId.put(record.recordId(), record));
        }
        return byId;
    }

    /// The entry's own document is not among its facts.
    static Function<Key, Document> documents(Document current, Facts facts) {
        return key -> key.equals(current.key()) ? current : facts.of(key);
    }

    Map<Key, Document> read(Collection<Key> keys) {
        return stores.read(keys);
    }
}
