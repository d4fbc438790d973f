package dev.handover.local.demonstration;

import static dev.handover.local.demonstration.CollectionJson.array;
import static dev.handover.local.demonstration.CollectionJson.current;
import static dev.handover.local.demonstration.CollectionJson.old;
import static dev.handover.local.demonstration.CollectionJson.traits;

import com.fasterxml.jackson.databind.node.ObjectNode;

import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Transaction;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// GeneNetwork's Redis in small, with the awkward things that are found in the real one. Goes only
/// into a Redis that the local run started itself, and only once: what was moved since stays moved.
public final class DemonstrationData {
    /// The session cookie's secret here; the real one is the web application's.
    public static final String COOKIE_SECRET = "demonstration-cookie-secret";

    /// Who worked without an account.
    public static final String COOKIE_OWNER = "kim";

    /// Kim's session: id and signature.
    public static final String COOKIE = "a0000000-0000-4000-8000-00000000000a:6376f648e4e6477620a3";

    /// Jane's, on the old account.
    public static final String OLD_PASSWORD = "jane's old password";

    private static final String MARKER = "handover:demonstration";

    private final AbstractTransaction redis;

    private DemonstrationData(AbstractTransaction redis) {
        this.redis = redis;
    }

    /// All of it or, when an earlier run did it, nothing.
    public static void fill(String redisUrl) {
        try (Jedis jedis = new Jedis(URI.create(redisUrl))) {
            if (!jedis.exists(MARKER)) {
                Transaction transaction = jedis.multi();
                new DemonstrationData(transaction).all();
                transaction.set(MARKER, "1");
                transaction.exec();
            }
        }
    }

    private void all() {
        jane();
        max();
        kim();
        others();
        accountsThatCannotBeRead();
    }

    private void jane() {
        ObjectNode account = OldUserJson.withEmail(1, "jane@example.org", "Jane Example");
        account.set("password", OldUserJson.password(OLD_PASSWORD));
        user(1, account.toString());
        ObjectNode changedSince = old(5, "Kidney: round 2", traits(12));
        oldCollections(
                Person.oldId(1),
                old(1, "Liver genes", traits(71)),
                old(
                        2,
                        "<b>bold</b> & \"quoted\"",
                        List.of("10001:HET3-ITPPublish", "18613:BXDPublish")),
                old(
                        3,
                        "Brain 🧠 Größe",
                        List.of(
                                "ENSG00000169344:GTEXv8_Kidn_tpm_0220",
                                "PCA1_mouse_BXD_1012143045:Temp")),
                old(4, "Already brought over", traits(3)),
                changedSince);
        newCollections(
                Person.newId(1),
                current(4, "Already brought over", traits(3)),
                current(5, "Kidney: round 2", traits(9)),
                current(6, "Made with the new account", traits(2)));
    }

    /// Each malformed one would keep the old code from reading any of them.
    private void max() {
        user(2, OldUserJson.withEmail(2, "max@example.org", "Max Example").toString());
        user(3, OldUserJson.withEmail(3, "max@example.org", "M. Example").toString());
        ObjectNode noDate = old(21, "Without a date", traits(2));
        noDate.remove("changed_timestamp");
        ObjectNode isoDate = old(22, "With another date", traits(2));
        isoDate.put("created_timestamp", "2021-03-05T09:07:00");
        ObjectNode noList = old(23, "Members that are no list", List.of());
        noList.put("members", "1435464_at:HC_M2_0606_P");
        ObjectNode noUuid = old(24, "An id that is none", traits(1));
        noUuid.put("id", "24");
        oldCollections(
                Person.oldId(2), old(20, "Good", traits(4)), noDate, isoDate, noList, noUuid);
        oldCollections(
                Person.oldId(3),
                old(25, "Good", traits(5)),
                old(
                        26,
                        "Odd members",
                        List.of("", "PC1", "1435464_at:HC_M2_0606_P:163d04f7db7c9e110de6")));
    }

    /// Both generations of sessions without an account.
    private void kim() {
        String session = COOKIE.substring(0, COOKIE.indexOf(':'));
        String owner = "b0000000-0000-4000-8000-00000000000b";
        redis.hset("anon_user_v1:" + session, "user_id", owner);
        redis.hset("anon_user_v1:" + session, "user_type", "anon");
        oldCollections(
                owner,
                old(30, "Before I had an account", traits(6)),
                old(31, "Your Default Collection", List.of()));
        newCollections(session, current(32, "Later, still without", traits(2)));
    }

    private void others() {
        user(5, OldUserJson.withEmail(5, "sam@example.org", "Sam Example").toString());
        oldCollections(Person.oldId(5), old(50, "Your Default Collection", List.of()));

        user(6, OldUserJson.withEmail(6, "Pat.Lee@Example.ORG", "Pat Lee").toString());
        oldCollections(Person.oldId(6), old(60, "Capital letters", traits(3)));

        user(7, OldUserJson.withEmail(7, "bea@example.org", "Bea Example").toString());
        List<ObjectNode> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(old(7000 + i, "Collection " + i, traits(i % 40)));
        }
        oldCollections(Person.oldId(7), many.toArray(ObjectNode[]::new));

        user(8, OldUserJson.withEmail(8, "tom@example.org", "Tom Example").toString());
        oldCollections(Person.oldId(8), old(80, "Moved silently", traits(3)));
        newCollections(Person.newId(8), current(80, "Moved silently", traits(3)));
        redis.hset(
                "migratable-accounts",
                "tom@example.org",
                "{\"user_id\": \""
                        + Person.oldId(8)
                        + "\", \"collections-migrated\": true, \"resources_migrated\": false}");

        ObjectNode ada = OldUserJson.withEmail(9, "ada@example.org", "Ada Example");
        ada.put(
                "password",
                OldUserJson.password("another")
                        .toString()); // a JSON text in JSON, as in the oldest ones
        user(9, ada.toString());
        redis.hset("collections", Person.oldId(9), "\"[{\\\"name\\\": \\\"Encoded twice\\\"}]\"");

        user(10, OldUserJson.fromGitHub(10, "None").toString());
        oldCollections(Person.oldId(10), old(100, "Made through GitHub", traits(3)));

        user(
                11,
                OldUserJson.withEmail(11, "eve@example.org", "Eve Example")
                        .toString()); // never logs in: stays as it is
        oldCollections(Person.oldId(11), old(110, "Not yours", traits(3)));
        redis.hset("collections", Person.oldId(12), "None"); // an owner without an account
    }

    /// One of these kept everybody from logging in to the former migration.
    private void accountsThatCannotBeRead() {
        ObjectNode noId = OldUserJson.withEmail(13, "noid@example.org", "No Id");
        noId.remove("user_id");
        user(13, noId.toString());
        user(14, OldUserJson.withEmail(15, "elsewhere@example.org", "Another Id").toString());
        user(16, "{\"user_id\": \"" + Person.oldId(16) + "\", \"email_address\": ");
        user(17, "[]");
        ObjectNode noEmail = OldUserJson.withEmail(18, "", "No Address");
        noEmail.putNull("email_address");
        user(18, noEmail.toString());
        ObjectNode number = OldUserJson.withEmail(19, "", "A Number");
        number.put("email_address", 19);
        user(19, number.toString());
    }

    private void user(int number, String json) {
        redis.hset("users", Person.oldId(number), json);
    }

    private void oldCollections(String owner, ObjectNode... collections) {
        redis.hset("collections", owner, array(List.of(collections)));
    }

    private void newCollections(String owner, ObjectNode... collections) {
        redis.hset("collections2", owner, array(List.of(collections)));
    }
}
