package dev.handover.operation.records;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Unreadable;
import dev.handover.operation.Places;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A place of the map where each document is a record, and what can be said of one of them by
/// looking at it.
public record RecordPlace(Places.Records where) {
    /// What a missing version of the schema counts as.
    private static final String FIRST_VERSION = "1.0";

    /// The map's places of these names.
    public static List<RecordPlace> named(Places map, List<String> names) {
        return names.stream()
                .map(name ->
                        map.records().stream()
                                .filter(place -> place.name().equals(name))
                                .findFirst()
                                .map(RecordPlace::new)
                                .orElseThrow())
                .toList();
    }

    public Key key(String id) {
        return new Key(where.store(), where.collection(), id);
    }

    public static Optional<JsonSpot> object(@Nullable Content content) {
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonSpot.of(content)).filter(JsonSpot::isObject);
        } catch (Unreadable broken) {
            return Optional.empty();
        }
    }

    /// Of which kind the record is; empty when it is none that the map names.
    public Optional<String> kind(JsonSpot record) {
        if (!where.where().stream().allMatch(condition -> condition.holds(record))) {
            return Optional.empty();
        }
        Places.Types types = where.types();
        if (types == null) {
            return Optional.of(where.name());
        }
        String plain = type(record);
        Set<String> versions = types.versions().get(plain);
        String version =
                types.version() == null
                        ? FIRST_VERSION
                        : text(record, types.version()).orElse(FIRST_VERSION);
        boolean known = versions != null && (types.version() == null || versions.contains(version));
        return known ? Optional.of(plain) : Optional.empty();
    }

    /// The record's type as it stands, whether or not the map names it.
    public String type(JsonSpot record) {
        Places.Types types = where.types();
        if (types == null) {
            return where.name();
        }
        String type = text(record, types.field()).orElse("");
        return !types.image().isEmpty() && type.endsWith(types.image())
                ? type.substring(0, type.length() - types.image().length())
                : type;
    }

    public Optional<String> origin(JsonSpot record) {
        Places.Copies copies = where.copies();
        return copies == null ? Optional.empty() : text(record, copies.field());
    }

    public List<String> children(JsonSpot record) {
        String parents = where.parents();
        return parents == null
                ? List.of()
                : record.members(parents).stream()
                        .flatMap(list -> list.elements().stream())
                        .filter(JsonSpot::isText)
                        .map(JsonSpot::text)
                        .distinct()
                        .toList();
    }

    public boolean isImage(String id) {
        String image = where.image();
        return image != null && id.endsWith(image) && id.length() > image.length();
    }

    /// The id without what tells an unpublished copy.
    public String base(String id) {
        String image = where.image();
        return image != null && isImage(id) ? id.substring(0, id.length() - image.length()) : id;
    }

    /// The keys under which a record and its unpublished copy may stand.
    public Stream<Key> both(String base) {
        String image = where.image();
        return image == null ? Stream.of(key(base)) : Stream.of(key(base), key(base + image));
    }

    private static Optional<String> text(JsonSpot record, String field) {
        return record.member(field).filter(JsonSpot::isText).map(JsonSpot::text);
    }

    /// The rule that leaves the record as it is.
    public static Optional<Places.Rule> first(List<Places.Rule> rules, JsonSpot record) {
        return rules.stream().filter(rule -> rule.when().holds(record)).findFirst();
    }
}
