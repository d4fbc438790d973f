package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.document.RecordArray.Element;
import dev.handover.operation.claim.ClaimRules.Place;
import dev.handover.store.Key;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Documents as GeneNetwork stores them, and the rules for them.
final class GeneNetwork {
    static final Dialect OLD =
            new Dialect(
                    "id",
                    "name",
                    "created_timestamp",
                    "changed_timestamp",
                    "num_members",
                    "members");
    static final Dialect NEW =
            new Dialect("id", "name", "created", "changed", "num_members", "members");

    static final Place COLLECTIONS = new Place("redis", "collections", OLD);
    static final Place COLLECTIONS2 = new Place("redis", "collections2", NEW);

    /// Old accounts' collections in one hash, the new accounts' in another.
    static final ClaimRules RULES = rules(COLLECTIONS, COLLECTIONS2, 64 << 20);

    /// Both in the old hash: two accounts of the old system become one.
    static final ClaimRules SAME_HASH = rules(COLLECTIONS, COLLECTIONS, 64 << 20);

    static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
    static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
    static final String C = "cccccccc-0000-4000-8000-000000000003";

    static final Key NEW_OWNER = COLLECTIONS2.of("new");
    static final Key OLD_OWNER = COLLECTIONS.of("old");

    private GeneNetwork() {}

    static ClaimRules rules(Place from, Place to, long largest) {
        return new ClaimRules(
                "collection",
                from,
                to,
                List.of(COLLECTIONS2, COLLECTIONS),
                "Your Default Collection",
                "MMM dd uuuu hh:mma",
                List.of("Temp_", "PCA"),
                largest);
    }

    static String old(String id, String name, String... members) {
        return collection(OLD, id, name, members);
    }

    static String fresh(String id, String name, String... members) {
        return collection(NEW, id, name, members);
    }

    static String collection(Dialect dialect, String id, String name, String... members) {
        return """
        {"id": "%s", "name": "%s", "%s": "Mar 05 2021 09:07AM", "%s": "Sep 30 2022 12:30PM", \
        "num_members": %d, "members": [%s]}\
        """
                .formatted(
                        id,
                        name,
                        dialect.created(),
                        dialect.changed(),
                        members.length,
                        Stream.of(members)
                                .map(m -> '"' + m + '"')
                                .collect(Collectors.joining(", ")));
    }

    static Content list(String... elements) {
        return Content.of("[" + String.join(", ", elements) + "]");
    }

    static Reading read(String collection) {
        return new CollectionReader(RULES).read(Element.of(collection));
    }

    static CollectionRecord good(String collection) {
        return ((Reading.Good) read(collection)).record();
    }
}
