package dev.handover.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.claim.ClaimOperation;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.operation.claim.ClaimRules.Place;
import dev.handover.operation.claim.Dialect;
import dev.handover.run.Operation;
import dev.handover.store.Key;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

import java.util.List;
import java.util.random.RandomGenerator;

/// The claim as GeneNetwork needs it: two old accounts, one of them broken too, and an anonymous
/// session in two places; five documents that move into one.
final class ClaimSubject implements Subject {
    private static final Dialect OLD =
            new Dialect(
                    "id",
                    "name",
                    "created_timestamp",
                    "changed_timestamp",
                    "num_members",
                    "members");
    private static final Dialect NEW =
            new Dialect("id", "name", "created", "changed", "num_members", "members");
    private static final Place COLLECTIONS = new Place(STORE, "collections", OLD);
    private static final Place COLLECTIONS2 = new Place(STORE, "collections2", NEW);
    private static final ClaimRules RULES =
            new ClaimRules(
                    "collection",
                    COLLECTIONS,
                    COLLECTIONS2,
                    List.of(COLLECTIONS2, COLLECTIONS),
                    "Your Default Collection",
                    "MMM dd uuuu hh:mma",
                    List.of(),
                    1 << 20);

    private static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
    private static final String C = "cccccccc-0000-4000-8000-000000000003";
    private static final String D = "dddddddd-0000-4000-8000-000000000004";
    private static final String E = "eeeeeeee-0000-4000-8000-000000000005";
    private static final String F = "ffffffff-0000-4000-8000-000000000006";

    @Override
    public Operation operation(Stores stores, Register register) {
        return new ClaimOperation(RULES, stores);
    }

    @Override
    public ObjectNode request() {
        ObjectNode request = Json.object().put("to", "new");
        request.putArray("from").add("old1").add("old2").add("old3");
        request.putArray("anonymous").add("anon");
        return request;
    }

    @Override
    public List<String> participants() {
        return List.of("new", "old1", "old2", "old3", "anon");
    }

    @Override
    public void fill(MemoryStore store) {
        String broken = "{\"id\": \"nobody knows\", \"note\": \"token-3\"}";
        String unused = collection(OLD, F, "Your Default Collection", "");
        put(
                store,
                COLLECTIONS,
                "old1",
                collection(OLD, A, "mine", "token-1"),
                collection(OLD, B, "both", "token-2"),
                broken,
                unused);
        // the same id as in the first account, and another content
        put(
                store,
                COLLECTIONS,
                "old2",
                collection(OLD, A, "mine too", "token-4"),
                collection(OLD, C, "conflict", "token-5"));
        store.writeFromOutside(COLLECTIONS.of("old3"), Content.of("[{\"token-6\": "));
        put(store, COLLECTIONS2, "anon", collection(NEW, D, "looked at", "token-7"));
        put(store, COLLECTIONS, "anon", collection(OLD, E, "looked at before", "token-8"));
        put(
                store,
                COLLECTIONS2,
                "new",
                collection(NEW, B, "both", "token-2"),
                collection(NEW, C, "conflict", "token-9"));
        put(store, COLLECTIONS, "bystander", collection(OLD, A, "theirs", "token-10"));
    }

    private static void put(MemoryStore store, Place place, String owner, String... records) {
        store.writeFromOutside(place.of(owner), Content.of("[" + String.join(", ", records) + "]"));
    }

    private static String collection(Dialect dialect, String id, String name, String member) {
        return """
        {"id": "%s", "name": "%s", "%s": "Mar 05 2021 09:07AM", "%s": "Sep 30 2022 12:30PM", \
        "num_members": %d, "members": [%s]}\
        """
                .formatted(
                        id,
                        name,
                        dialect.created(),
                        dialect.changed(),
                        member.isEmpty() ? 0 : 1,
                        member.isEmpty() ? "" : '"' + member + '"');
    }

    /// Makes a collection, edits one, or throws one away.
    @Override
    public void meddle(MemoryStore store, Tokens tokens, RandomGenerator random) {
        List<Key> keys =
                List.of(
                        COLLECTIONS2.of("new"),
                        COLLECTIONS.of("old1"),
                        COLLECTIONS.of("old2"),
                        COLLECTIONS2.of("anon"));
        Key key = keys.get(random.nextInt(keys.size()));
        Content content = store.contents().get(key);
        JsonNode list = content == null ? null : Json.parse(content.text());
        Dialect dialect = key.collection().equals(COLLECTIONS.collection()) ? OLD : NEW;
        ArrayNode records = list instanceof ArrayNode array ? array : Json.object().putArray("_");
        int which = records.isEmpty() ? -1 : random.nextInt(records.size());
        int what = which < 0 ? 0 : random.nextInt(3);
        if (what == 0) {
            String id = "99999999-0000-4000-8000-%012d".formatted(random.nextInt(1, 1_000_000));
            records.add(Json.parse(collection(dialect, id, "later", tokens.fresh())));
        } else {
            tokens.thrownAway(records.get(which).toString());
            if (what == 1 && records.get(which).has("members")) {
                ((ObjectNode) records.get(which)).putArray("members").add(tokens.fresh());
                ((ObjectNode) records.get(which)).put("num_members", 1);
            } else {
                records.remove(which);
            }
        }
        store.writeFromOutside(key, Content.of(records.toString()));
    }
}
