package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;
import dev.handover.run.Stage.Entry;
import dev.handover.run.Stage.Found;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The sources that a stage takes records from: one entry a document that has chosen ones.
final class SourceDocuments {
    private final ClaimRun claim;
    private final List<Source> sources;

    SourceDocuments(ClaimRun claim, List<Source> sources) {
        this.claim = claim;
        this.sources = sources;
    }

    /// The cursor is the number of sources looked at.
    Found find(@Nullable String from, int limit) {
        int start = from == null ? 0 : Integer.parseInt(from);
        int end = Math.min(sources.size(), start + Math.max(1, limit));
        List<Source> some = sources.subList(Math.min(start, end), end);
        Map<Key, Document> documents = claim.read(some.stream().map(Source::key).toList());
        List<Entry> entries = new ArrayList<>();
        for (Source source : some) {
            Document document = Objects.requireNonNull(documents.get(source.key()));
            List<String> chosen = chosen(source, document);
            if (!chosen.isEmpty()) {
                entries.add(new Entry(source.key(), claim.rules.kind(), chosen));
            }
        }
        return new Found(entries, end < sources.size() ? String.valueOf(end) : null);
    }

    private List<String> chosen(Source source, Document document) {
        Set<String> chosen = new LinkedHashSet<>();
        claim.records.of(source, document.content()).stream()
                .filter(record -> claim.chooses(record.group()))
                .forEach(record -> chosen.add(record.recordId()));
        claim.request.chosenUnder(source.prefix()).stream().sorted().forEach(chosen::add);
        return List.copyOf(chosen);
    }

    Source source(Entry entry) {
        return sources.stream()
                .filter(source -> source.key().equals(entry.key()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an entry of this stage"));
    }

    /// The document without these records; null when nothing is left of it.
    static @Nullable Content without(
            Set<String> removed, List<SourceRecord> here, Document current) {
        if (removed.isEmpty()) {
            return current.content();
        }
        List<Element> left = new ArrayList<>();
        for (SourceRecord record : here) {
            if (record.element() != null && !removed.contains(record.recordId())) {
                left.add(record.element());
            }
        }
        return left.isEmpty() ? null : RecordArray.render(left);
    }
}
