package dev.handover.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.DataMap.Proof;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DataMapTest {
    private static final String SMALL =
            """
            system: small
            stores: { redis: { kind: redis } }
            accounts: { store: redis, collection: users, id: user_id, email: email_address }
            claim:
              kind: collection
              from: &place
                store: redis
                collection: c
                fields: { id: id, name: name, created: created, changed: changed, count: n, members: members }
              to: *place
              timestamps: "uuuu-MM-dd HH:mm"
              proof: [mailed-code]
              undo: P30D
            """;

    @Test
    void theShippedMapOfGeneNetworkSaysWhereEverythingIs() {
        DataMap map = DataMap.load("genenetwork");

        assertEquals(Set.of("redis"), map.stores().keySet());
        assertEquals("redis", map.stores().get("redis").kind());
        assertEquals("users", map.accounts().collection());
        assertEquals(new DataMap.Password("password", "pbkdf2"), map.accounts().password());
        DataMap.Claim claim = map.claimed();
        assertEquals("created_timestamp", claim.from().fields().created());
        assertEquals("created", claim.to().fields().created());
        assertEquals(
                List.of("collections2", "collections"),
                claim.anonymous().places().stream().map(DataMap.Place::collection).toList());
        assertEquals(
                new DataMap.Session("redis", "anon_user_v1:", "user_id"),
                claim.anonymous().session());
        assertEquals("collections-migrated", claim.alreadyMigrated().flag());
        assertEquals("Your Default Collection", claim.defaultCollection());
        assertEquals(List.of("Temp_", "PCA"), claim.ephemeralMembers());
        assertEquals(64 << 20, claim.largestDocument());
        assertEquals(List.of(Proof.MAILED_CODE, Proof.OLD_PASSWORD, Proof.OPERATOR), claim.proof());
        assertNull(claim.verifiedEmailClaim());
        assertEquals(Duration.ofDays(30), claim.undo());
    }

    /// The only place that does: a function that loads one asks no schema.
    @Test
    void everyMapThatShipsIsHeldToTheSchema() throws IOException {
        List<Path> shipped;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/maps"))) {
            shipped = files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertFalse(shipped.isEmpty());
        for (Path file : shipped) {
            DataMap map =
                    new DataMapReader(Shelf.SHIPPED).read(file.toString(), Files.readString(file));
            String name = file.getFileName().toString().replace(".yaml", "");
            assertEquals(map, DataMap.load(name));
        }
    }

    @Test
    void whatASmallMapDoesNotSayIsAbsentOrHasAValueThatIsWrittenDown() {
        DataMap.Claim claim = read(SMALL).claimed();

        assertNull(claim.anonymous());
        assertNull(claim.alreadyMigrated());
        assertNull(claim.defaultCollection());
        assertEquals(List.of(), claim.ephemeralMembers());
        assertEquals(64 << 20, claim.largestDocument());
        assertEquals(claim.from(), claim.to());
        assertThrows(
                IllegalStateException.class,
                () -> read("system: s\nstores: {r: {kind: redis}}").claimed());
    }

    @Test
    void aMapIsAlsoReadFromAFileAndItsPathIsInTheMessages(@TempDir Path folder) throws Exception {
        Path good = Files.writeString(folder.resolve("my.yaml"), SMALL);
        assertEquals("small", DataMap.load(good.toString()).system());

        Path bad =
                Files.writeString(
                        folder.resolve("bad.yml"),
                        SMALL.replace("store: redis, coll", "store: rediss, coll"));
        assertEquals(
                bad + " line 3, /accounts/store: there is no store \"rediss\"; stores are: redis",
                assertThrows(InvalidDataMap.class, () -> DataMap.load(bad.toString()))
                        .getMessage());

        assertThrows(UncheckedIOException.class, () -> DataMap.load(folder + "/none.yaml"));
        assertThrows(IllegalArgumentException.class, () -> DataMap.load("none"));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
        String wrong =
                SMALL.replace("kind: redis }", "kind: rediss }")
                        .replace("system: small", "system: Small!")
                        .replace("    store: redis\n", "    stor: redis\n")
                        .replace("created: created", "created: id")
                        .replace("uuuu-MM-dd HH:mm", "uuuu-MM-dd")
                        .replace("mailed-code", "old-password, guess")
                        .replace("P30D", "30 days");

        assertEquals(
                """
                my.yaml line 1, /system: does not match the regex pattern ^[a-z][a-z0-9-]{0,39}$
                my.yaml line 2, /stores/redis/kind: does not have a value in the enumeration \
                ["redis", "neo4j", "cassandra", "jdbc", "dynamo", "s3", "opensearch"]
                my.yaml line 6, /claim/from: `store` is missing
                my.yaml line 7, /claim/from/stor: there is no such key in data maps
                my.yaml line 7, /claim/to/stor: there is no such key in data maps
                my.yaml line 9, /claim/from/fields/created: `id` is the same field
                my.yaml line 9, /claim/to/fields/created: `id` is the same field
                my.yaml line 10, /claim/to: `store` is missing
                my.yaml line 11, /claim/timestamps: no pattern that dates can be read by\
                """,
                refusal(wrong)
                        .lines()
                        .limit(9)
                        .map(line -> line.replaceAll("read by: .*", "read by"))
                        .collect(Collectors.joining("\n")));
        assertEquals(
                """
                my.yaml line 12, /claim/proof/0: an old password can only be checked where `accounts` says `password`
                my.yaml line 12, /claim/proof/1: does not have a value in the enumeration \
                ["verified-email-claim", "mailed-code", "old-password", "operator"]
                my.yaml line 13, /claim/undo: no ISO-8601 duration, as P30D or PT24H\
                """,
                refusal(wrong).lines().skip(9).collect(Collectors.joining("\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    system: [a                       | line 1    | expected ',' or ']'
                    system: a\\nsystem: b            | line 2, /system | twice; first in line 1
                    '- a'                            | line 1    | a data map is an object
                    ''                               | line 1    | a data map is an object
                    system: &a {b: *a}               | line 1    | within what it names
                    ? [a]\\n: b                      | line 1    | a key is a text
                    system: !secret a                | line 1    | tags are not used
                    system: a\\n---\\nsystem: b      | line 2    | a single document
                    stores: {r: {kind: redis, url: x}} | line 1, /stores/r/url | no such key
                    stores: {r: {kind: redis, authorities: none}} | line 1, /stores/r/authorities | BEGIN CERT
                    stores: {r: {kind: redis, sets: [a]}} | line 1, /stores/r/sets/0 | regex
                    stores: {r: {kind: redis, expires: {"a*": 0}}} | line 1, /stores/r/expires/a* | minimum
                    stores: {r: {kind: jdbc, keys: {t: []}}} | line 1, /stores/r/keys/t | at least 1
                    stores: {r: {kind: dynamo, indexes: {t: {f: x}}}} | line 1, /stores/r/indexes/t/f | regex
                    stores: {r: {kind: s3, largest-object: 0}} | line 1, /stores/r/largest-object | minimum
                    stores: {r: {kind: opensearch, ids: {i: 1}}} | line 1, /stores/r/ids/i | string expected
                    stores: {}                       | line 1, /stores | must have at least 1 properties
                    system: no                       | line 1    | `stores` is missing
                    system: 12                       | line 1, /system | integer found, string expected
                    """)
    void whatIsNoMapIsRefusedWithItsLine(String text, String where, String why) {
        String message = refusal(text.replace("\\n", "\n"));

        assertTrue(
                message.lines()
                        .anyMatch(
                                line -> line.startsWith("my.yaml " + where) && line.contains(why)),
                () -> message + "\nshould say " + where + " … " + why);
    }

    @Test
    void aClaimNeedsAccountsAndAProofThatCanBeGiven() {
        String noAccounts = SMALL.replaceAll("accounts: .*\n", "");
        assertTrue(
                refusal(noAccounts)
                        .contains("/claim: a claim finds people by `accounts`, which is missing"));

        String noField = SMALL.replace("[mailed-code]", "[verified-email-claim]");
        assertTrue(
                refusal(noField)
                        .contains("/claim/proof/0: `claim` must say `verified-email-claim`"));

        String notListed = SMALL + "  verified-email-claim: email_verified\n";
        assertTrue(
                refusal(notListed)
                        .contains("/claim/verified-email-claim: `proof` doesn't list it"));

        DataMap.Claim good =
                read(notListed.replace("[mailed-code]", "[verified-email-claim]")).claimed();
        assertEquals("email_verified", good.verifiedEmailClaim());
        assertTrue(refusal(SMALL.replace("P30D", "PT0S")).contains("/claim/undo: must be longer"));
    }

    @Test
    void anExtendingMapSaysOnlyWhatIsDifferent() {
        DataMap map =
                read(
                        """
                        extends: genenetwork
                        system: mine
                        claim:
                          from: { collection: my-collections, fields: { created: made } }
                          proof: [operator]
                          already-migrated: null
                        """);

        assertEquals("mine", map.system());
        DataMap.Claim claim = map.claimed();
        assertEquals("my-collections", claim.from().collection());
        assertEquals("made", claim.from().fields().created());
        assertEquals("changed_timestamp", claim.from().fields().changed()); // of the map below
        assertEquals("collections2", claim.to().collection());
        assertEquals(List.of(Proof.OPERATOR), claim.proof()); // lists are replaced as a whole
        assertNull(claim.alreadyMigrated()); // null takes away
    }

    @Test
    void whatIsWrongInAnExtendedMapIsSaidWithTheFileThatSaysIt() {
        Shelf shelf = name -> Optional.of(SMALL.replace("proof: [mailed-code]", "proof: [guess]"));
        String message =
                assertThrows(
                                InvalidDataMap.class,
                                () ->
                                        new DataMapReader(shelf)
                                                .read(
                                                        "my.yaml",
                                                        "extends: base\nclaim:\n  undo: never\n"))
                        .getMessage();

        assertTrue(message.contains("maps/base.yaml line 12, /claim/proof/0: "), message);
        assertTrue(message.contains("my.yaml line 3, /claim/undo: "), message);
    }

    @Test
    void mapsThatExtendEachOtherOrNothingAreRefused() {
        Map<String, String> maps = Map.of("a", "extends: b", "b", "extends: a");
        DataMapReader reader = new DataMapReader(name -> Optional.ofNullable(maps.get(name)));

        assertEquals(
                "maps/b.yaml line 1, /extends: maps extend each other in a circle: a → b → a",
                assertThrows(InvalidDataMap.class, () -> reader.read("my.yaml", "extends: a"))
                        .getMessage());
        assertEquals(
                "my.yaml line 2, /extends: no map \"c\" ships with Handover",
                assertThrows(
                                InvalidDataMap.class,
                                () -> reader.read("my.yaml", "system: x\nextends: c"))
                        .getMessage());
    }

    private static DataMap read(String text) {
        return new DataMapReader(Shelf.SHIPPED).read("my.yaml", text);
    }

    private static String refusal(String text) {
        return assertThrows(InvalidDataMap.class, () -> read(text)).getMessage();
    }
}
