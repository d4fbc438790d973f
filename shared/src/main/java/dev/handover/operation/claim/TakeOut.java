package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Wrote;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The inverse of adding records to the new owner's list. A record is taken out only if it is as it
/// was added and its source has it again.
final class TakeOut {
    private final String runId;
    private final CollectionReader reader;
    private final Map<String, SourceRecord> sources;

    /// @param sources what the old owners have now, by record id
    TakeOut(String runId, CollectionReader reader, Map<String, SourceRecord> sources) {
        this.runId = runId;
        this.reader = reader;
        this.sources = sources;
    }

    Decision of(Entry entry, Document current, Wrote wrote) {
        Restoring restoring = new Restoring(entry);
        if (current.has(wrote.before())) {
            return restoring.to(current.content());
        }
        Map<String, CollectionRecord> added = added(entry, wrote);
        Map<UUID, List<CollectionRecord>> now = new HashMap<>();
        List<Element> here = elements(current.content());
        for (Element element : here) {
            if (reader.read(element) instanceof Reading.Good(CollectionRecord record)) {
                now.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record);
            }
        }
        Set<Element> out = Collections.newSetFromMap(new IdentityHashMap<>());
        added.forEach((id, record) -> takeOut(id, record, now, out, restoring));
        if (out.isEmpty()) {
            return restoring.to(current.content());
        }
        int all = elements(wrote.after()).size() - elements(wrote.before()).size();
        if (out.size() == all && current.has(wrote.after())) {
            return restoring.to(wrote.before());
        }
        List<Element> left = here.stream().filter(element -> !out.contains(element)).toList();
        boolean wasEmpty = RecordArray.parse(wrote.before()) instanceof RecordArray.Empty;
        return restoring.to(left.isEmpty() && wasEmpty ? wrote.before() : RecordArray.render(left));
    }

    private void takeOut(
            String recordId,
            CollectionRecord added,
            Map<UUID, List<CollectionRecord>> now,
            Set<Element> out,
            Restoring restoring) {
        List<CollectionRecord> here = now.getOrDefault(added.id(), List.of());
        if (here.isEmpty()) {
            return;
        }
        List<CollectionRecord> same = here.stream().filter(added::sameContent).toList();
        if (same.isEmpty()) {
            restoring.cannot(recordId, "changed-since");
        } else if (!isBack(recordId, added)) {
            restoring.cannot(recordId, "not-at-old-owner");
        } else {
            out.add(same.getLast().element());
            restoring.restored(recordId);
        }
    }

    private boolean isBack(String recordId, CollectionRecord added) {
        SourceRecord source = sources.get(recordId);
        return source != null
                && source.reading() instanceof Reading.Good(CollectionRecord old)
                && (old.id().equals(added.id())
                        ? old.sameContent(added)
                        : old.sameButForName(added));
    }

    /// What the edit added, by the ids of the records it was made of. Several sources may have had
    /// a record of one id; it was then made of the one that says the same.
    private Map<String, CollectionRecord> added(Entry entry, Wrote wrote) {
        List<Element> after = elements(wrote.after());
        int kept = Math.min(after.size(), elements(wrote.before()).size());
        Map<UUID, CollectionRecord> made = new LinkedHashMap<>();
        Set<UUID> used = new HashSet<>();
        for (int i = 0; i < after.size(); i++) {
            Reading reading = reader.read(after.get(i));
            reading.knownId().ifPresent(used::add);
            if (i >= kept && reading instanceof Reading.Good(CollectionRecord record)) {
                made.put(record.id(), record);
            }
        }
        Map<UUID, List<String>> candidates = new HashMap<>();
        for (String recordId : entry.records()) {
            String group = RecordIds.group(recordId);
            CollectionId.parse(group.substring(group.lastIndexOf('/') + 1))
                    .ifPresent(id -> candidate(candidates, id, recordId));
            CopyId.among(used, runId, recordId).forEach(id -> candidate(candidates, id, recordId));
        }
        Map<String, CollectionRecord> added = new LinkedHashMap<>();
        made.forEach((id, record) -> {
            List<String> free = new ArrayList<>(candidates.getOrDefault(id, List.of()));
            free.removeAll(added.keySet());
            free.stream()
                    .filter(recordId -> isBack(recordId, record))
                    .findFirst()
                    .or(() -> free.stream().findFirst())
                    .ifPresent(recordId -> added.put(recordId, record));
        });
        return added;
    }

    private static void candidate(Map<UUID, List<String>> all, UUID id, String recordId) {
        all.computeIfAbsent(id, key -> new ArrayList<>()).add(recordId);
    }

    private static List<Element> elements(@Nullable Content content) {
        return RecordArray.parse(content) instanceof RecordArray.Array(List<Element> elements)
                ? elements
                : List.of();
    }
}
