package dev.handover.operation.claim;

import dev.handover.operation.DataMap;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the data map says about a claim.
///
/// @param kind the kind of record, for the counts
/// @param from where old accounts have their collections: one document per owner, a JSON array
/// @param to where the new account has them; may be the same place as `from`
/// @param anonymous where sessions without an account have them; may be empty
/// @param defaultCollection the name of the collection that the system makes by itself, if any
/// @param timestamps a [java.time.format.DateTimeFormatter] pattern; English, UTC
/// @param ephemeralMembers members that begin so name data that expires
/// @param largestDocument bytes that a new owner's list may grow to
public record ClaimRules(
        String kind,
        Place from,
        Place to,
        List<Place> anonymous,
        @Nullable String defaultCollection,
        String timestamps,
        List<String> ephemeralMembers,
        long largestDocument) {
    public ClaimRules {
        anonymous = List.copyOf(anonymous);
        ephemeralMembers = List.copyOf(ephemeralMembers);
    }

    public static ClaimRules of(DataMap.Claim map) {
        DataMap.Anonymous anonymous = map.anonymous();
        return new ClaimRules(
                map.kind(),
                place(map.from()),
                place(map.to()),
                anonymous == null
                        ? List.of()
                        : anonymous.places().stream().map(ClaimRules::place).toList(),
                map.defaultCollection(),
                map.timestamps(),
                map.ephemeralMembers(),
                map.largestDocument());
    }

    private static Place place(DataMap.Place map) {
        DataMap.Fields fields = map.fields();
        return new Place(
                map.store(),
                map.collection(),
                new Dialect(
                        fields.id(),
                        fields.name(),
                        fields.created(),
                        fields.changed(),
                        fields.count(),
                        fields.members()));
    }

    /// A place in a store where each owner has one document.
    public record Place(String store, String collection, Dialect dialect) {
        public Key of(String owner) {
            return new Key(store, collection, owner);
        }
    }

    /// The names that a field may have, the ones that count most first: the new system's reader
    /// looks for its own names before the old ones.
    List<String> names(Function<Dialect, String> field) {
        return Stream.concat(Stream.of(to, from), anonymous.stream())
                .map(place -> field.apply(place.dialect()))
                .distinct()
                .toList();
    }
}
