package dev.handover.operation.claim;

import dev.handover.store.Key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A document that a claim takes records from.
///
/// @param owner stands in front of the ids of its records: the owner's id, and for a second place
///   of the same owner `<owner id>@<collection>`
/// @param anonymous whether it belongs to a session without an account
public record Source(Key key, String owner, boolean anonymous) {
    /// Where the old accounts and the anonymous sessions may have left something, in the order in
    /// which their records are moved.
    public static List<Source> of(ClaimRules rules, List<String> from, List<String> anonymous) {
        Map<Key, Source> sources = new LinkedHashMap<>();
        Set<String> owners = new HashSet<>();
        for (String owner : from) {
            add(sources, owners, rules.from(), owner, false);
        }
        for (String owner : anonymous) {
            for (ClaimRules.Place place : rules.anonymous()) {
                add(sources, owners, place, owner, true);
            }
        }
        return new ArrayList<>(sources.values());
    }

    private static void add(
            Map<Key, Source> sources,
            Set<String> owners,
            ClaimRules.Place place,
            String owner,
            boolean anonymous) {
        Key key = place.of(owner);
        if (!sources.containsKey(key)) {
            String name = owners.add(owner) ? owner : owner + "@" + place.collection();
            sources.put(key, new Source(key, name, anonymous));
        }
    }

    String prefix() {
        return owner + "/";
    }
}
