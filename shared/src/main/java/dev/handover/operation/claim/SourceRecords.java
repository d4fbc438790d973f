package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads the records of source documents and names them.
final class SourceRecords {
    private final ClaimRules rules;
    private final CollectionReader reader;

    SourceRecords(ClaimRules rules, CollectionReader reader) {
        this.rules = rules;
        this.reader = reader;
    }

    List<SourceRecord> of(Source source, @Nullable Content content) {
        return switch (RecordArray.parse(content)) {
            case RecordArray.Empty() -> List.of();
            case RecordArray.NotAnArray(String reason) -> {
                String id = source.prefix() + RecordIds.WHOLE;
                Reading reading = new Reading.Unsupported(null, reason);
                yield List.of(new SourceRecord(source.key(), id, id, null, reading));
            }
            case RecordArray.Array(List<Element> elements) -> named(source, elements);
        };
    }

    private List<SourceRecord> named(Source source, List<Element> elements) {
        List<Reading> readings = elements.stream().map(reader::read).toList();
        List<String> ids = RecordIds.of(rules, source.owner(), readings);
        List<SourceRecord> records = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            String group = RecordIds.group(ids.get(i));
            records.add(
                    new SourceRecord(
                            source.key(), ids.get(i), group, elements.get(i), readings.get(i)));
        }
        return records;
    }
}
