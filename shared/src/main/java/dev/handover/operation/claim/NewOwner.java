package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The new owner's list while records are added to it. What stands there stays, first and in its
/// order.
final class NewOwner {
    private static final String COPY = " (from old account";

    /// How the new owner's list has a record of a source.
    enum Holding {
        NOT_AT_ALL,
        /// Under its own id, or as our copy of it, with the same content.
        SAME,
        /// Under its own id, with other content.
        OTHER
    }

    private final String runId;
    private final CollectionReader reader;
    private final boolean readable;
    private final List<Element> elements;
    private final int found;
    private final Map<UUID, List<Reading>> byId = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long size;

    NewOwner(String runId, CollectionReader reader, @Nullable Content content) {
        this.runId = runId;
        this.reader = reader;
        RecordArray list = RecordArray.parse(content);
        readable = !(list instanceof RecordArray.NotAnArray);
        elements =
                new ArrayList<>(
                        list instanceof RecordArray.Array(List<Element> all) ? all : List.of());
        elements.forEach(this::index);
        found = elements.size();
        size = content == null ? 0 : content.size();
    }

    /// False for a document that is no list: nothing can be added to it.
    boolean isReadable() {
        return readable;
    }

    boolean grew() {
        return elements.size() > found;
    }

    Content rendered() {
        return RecordArray.render(elements);
    }

    boolean hasName(String name) {
        return names.contains(name);
    }

    boolean hasId(UUID id) {
        return byId.containsKey(id);
    }

    Holding holding(SourceRecord source, CollectionRecord record) {
        if (good(record.id()).stream().anyMatch(record::sameContent)) {
            return Holding.SAME;
        }
        boolean copied =
                CopyId.among(byId.keySet(), runId, source.recordId()).stream()
                        .anyMatch(id -> good(id).stream().anyMatch(record::sameButForName));
        if (copied) {
            return Holding.SAME;
        }
        return hasId(record.id()) ? Holding.OTHER : Holding.NOT_AT_ALL;
    }

    /// A copy of the record under an id and a name that nothing has yet here: the first such id
    /// made of the run and the record, so that the next attempt finds it.
    Element copy(SourceRecord source, CollectionRecord record, CollectionWriter writer) {
        UUID id = CopyId.of(runId, source.recordId(), 1);
        for (int number = 2; hasId(id); number++) {
            id = CopyId.of(runId, source.recordId(), number);
        }
        String suffix = COPY + ")";
        for (int i = 2; names.contains(record.displayName() + suffix); i++) {
            suffix = COPY + " " + i + ")";
        }
        return writer.copy(record, id, suffix);
    }

    /// @param largest bytes that the list may grow to
    /// @return whether there was room for it
    boolean add(Element element, long largest) {
        long larger = size + element.text().getBytes(StandardCharsets.UTF_8).length + ", ".length();
        if (larger > largest) {
            return false;
        }
        size = larger;
        elements.add(element);
        index(element);
        return true;
    }

    private List<CollectionRecord> good(UUID id) {
        return byId.getOrDefault(id, List.of()).stream()
                .filter(Reading.Good.class::isInstance)
                .map(reading -> ((Reading.Good) reading).record())
                .toList();
    }

    private void index(Element element) {
        Reading reading = reader.read(element);
        reading.knownId()
                .ifPresent(id -> byId.computeIfAbsent(id, key -> new ArrayList<>()).add(reading));
        names.add(reader.displayName(element.value()));
    }
}
