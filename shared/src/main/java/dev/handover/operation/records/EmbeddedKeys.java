package dev.handover.operation.records;

import dev.handover.operation.Places;
import dev.handover.store.Key;

import java.util.List;
import java.util.stream.Stream;

/// Under which keys documents with records within stand, and which record they belong to.
public record EmbeddedKeys(Places.Embedded where, List<RecordPlace> places) {
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
