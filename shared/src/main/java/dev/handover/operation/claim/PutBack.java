package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Wrote;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The inverse of removing records from a source: each comes back to its place, after the record
/// that stood before it, unless somebody has made one of that id since.
final class PutBack {
    private static final int FRONT = -1;

    private final SourceRecords records;
    private final Source source;

    PutBack(SourceRecords records, Source source) {
        this.records = records;
        this.source = source;
    }

    Decision of(Entry entry, Document current, Wrote wrote) {
        Restoring restoring = new Restoring(entry);
        if (current.has(wrote.before())) {
            return restoring.to(current.content());
        }
        List<SourceRecord> before = records.of(source, wrote.before());
        List<SourceRecord> removed = removed(before, records.of(source, wrote.after()));
        Set<String> asked = Set.copyOf(entry.records());
        removed.removeIf(record -> !asked.contains(record.recordId()));
        if (current.has(wrote.after())) {
            removed.forEach(record -> restoring.restored(record.recordId()));
            return restoring.to(wrote.before());
        }
        if (RecordArray.parse(current.content()) instanceof RecordArray.NotAnArray) {
            removed.forEach(record -> restoring.cannot(record.recordId(), "changed-since"));
            return restoring.to(current.content());
        }
        List<SourceRecord> now = records.of(source, current.content());
        Set<String> back = new HashSet<>();
        Map<String, Long> left =
                records.of(source, wrote.after()).stream()
                        .collect(Collectors.groupingBy(PutBack::place, Collectors.counting()));
        Map<String, List<SourceRecord>> present =
                now.stream().collect(Collectors.groupingBy(PutBack::place));
        for (SourceRecord record : removed) {
            List<SourceRecord> others = present.getOrDefault(place(record), List.of());
            if (others.stream().anyMatch(other -> same(other, record))) {
                continue;
            }
            boolean madeSince = others.size() > left.getOrDefault(place(record), 0L);
            if (record.element() == null || madeSince) {
                restoring.cannot(record.recordId(), "changed-since");
            } else {
                back.add(record.recordId());
                restoring.restored(record.recordId());
            }
        }
        return restoring.to(back.isEmpty() ? current.content() : merged(before, back, now));
    }

    /// What is in `before` and not in `after`, which is `before` with some taken out.
    private static List<SourceRecord> removed(List<SourceRecord> before, List<SourceRecord> after) {
        List<SourceRecord> removed = new ArrayList<>();
        int kept = 0;
        for (SourceRecord record : before) {
            if (kept < after.size() && text(record).equals(text(after.get(kept)))) {
                kept++;
            } else {
                removed.add(record);
            }
        }
        return removed;
    }

    private static boolean same(SourceRecord one, SourceRecord other) {
        return one.reading() instanceof Reading.Good(CollectionRecord first)
                        && other.reading() instanceof Reading.Good(CollectionRecord second)
                ? first.sameContent(second)
                : text(one).equals(text(other));
    }

    private static String text(SourceRecord record) {
        return record.element() == null ? "" : record.element().text();
    }

    /// What is there now, with the records put in behind the nearest of those that stood before
    /// them.
    private static Content merged(
            List<SourceRecord> before, Set<String> back, List<SourceRecord> now) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < now.size(); i++) {
            places.put(place(now.get(i)), i);
        }
        Map<Integer, List<Element>> behind = new HashMap<>();
        int last = FRONT;
        for (SourceRecord record : before) {
            Element element = record.element();
            if (element != null && back.contains(record.recordId())) {
                behind.computeIfAbsent(last, place -> new ArrayList<>()).add(element);
            } else {
                last = places.getOrDefault(place(record), last);
            }
        }
        List<Element> merged = new ArrayList<>(behind.getOrDefault(FRONT, List.of()));
        for (int i = 0; i < now.size(); i++) {
            Element element = now.get(i).element();
            if (element != null) {
                merged.add(element);
            }
            merged.addAll(behind.getOrDefault(i, List.of()));
        }
        return RecordArray.render(merged);
    }

    /// By what a record is found again: its id, or its text if it has none.
    private static String place(SourceRecord record) {
        return record.reading().knownId().isPresent() ? record.group() : text(record);
    }
}
