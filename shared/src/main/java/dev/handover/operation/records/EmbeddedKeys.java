package dev.handover.operation.records;

import dev.handover.document.JsonSpot;
import dev.handover.operation.Places;
import dev.handover.run.Edit.Facts;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.Stores;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Under which keys documents with records within stand, and which record they belong to.
public record EmbeddedKeys(Places.Embedded where, List<RecordPlace> places) {
    /// Documents read at once.
    public static final int READ = 8;

    /// Of the documents of the record of that id, without what tells an unpublished copy; none
    /// where such records have none.
    public Stream<Key> of(Affected.Found found) {
        boolean has =
                where.types().isEmpty()
                        || where.types().contains(found.place().type(found.record()));
        return !has
                ? Stream.empty()
                : where.keys().stream().map(form -> key(form.replace("{id}", found.base())));
    }

    private Key key(String id) {
        return new Key(where.store(), where.collection(), id);
    }

    /// Where the record of such a document may stand, published and unpublished.
    public List<Key> records(Key document) {
        String base = base(document.id());
        return places.stream().flatMap(place -> place.both(base)).distinct().toList();
    }

    /// The unpublished record for the document of that, the published one for the other.
    ///
    /// @param facts with these
    public Optional<JsonSpot> record(Key document, Facts facts) {
        return records(document).stream()
                .sorted(Comparator.comparing(key -> !key.id().equals(document.id())))
                .map(facts::of)
                .flatMap(found -> RecordPlace.object(found.content()).stream())
                .findFirst();
    }

    /// Those of a page, in their order and some at a time: they may have many MB.
    public Stream<Document> read(Stores stores, List<Key> documents) {
        Store store = stores.named(where.store());
        return Stream.iterate(0, begin -> begin < documents.size(), begin -> begin + READ)
                .flatMap(begin ->
                        store
                                .read(
                                        documents.subList(
                                                begin, Math.min(begin + READ, documents.size())))
                                .stream());
    }

    public String base(String id) {
        return where.keys().stream()
                .sorted((a, b) -> b.length() - a.length())
                .filter(form -> matches(form, id))
                .findFirst()
                .map(form ->
                        id.substring(before(form).length(), id.length() - after(form).length()))
                .orElse(id);
    }

    private static boolean matches(String form, String id) {
        return id.length() > before(form).length() + after(form).length()
                && id.startsWith(before(form))
                && id.endsWith(after(form));
    }

    private static String before(String form) {
        return form.substring(0, form.indexOf('{'));
    }

    private static String after(String form) {
        return form.substring(form.indexOf('}') + 1);
    }
}
