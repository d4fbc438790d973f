package dev.handover.store.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Reference;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@DisplayName("Trouble with Redis, and the ways in")
class RedisTroubleTest {
    private static final Key KEY = new Key("redis", "collections", "jane");

    @Test
    void aCallWhoseAnswerIsLostIsThrownAndTheNextFindsWhatItDid() throws Exception {
        try (OwnRedis redis = new OwnRedis();
                CuttingProxy proxy = new CuttingProxy(redis.port());
                RedisStore store = RedisStore.open("redis", proxy.url())) {
            Document absent = store.read(List.of(KEY)).getFirst();
            Change change = new Change(absent, Content.of("[1]"));
            proxy.cutAnswerTo("EVAL");

            StoreUnavailable lost =
                    assertThrows(StoreUnavailable.class, () -> store.write(List.of(change)));

            assertEquals("store redis is unavailable: JedisConnectionException", lost.getMessage());
            Written again = store.write(List.of(change)).getFirst();
            assertEquals(
                    Content.of("[1]"),
                    assertInstanceOf(Written.MovedOn.class, again).now().content());
        }
    }

    @Test
    void connectionsThatDiedWhileTheFunctionWasFrozenAreReplacedUnseen() {
        try (OwnRedis redis = new OwnRedis();
                RedisClient app = RedisClient.create(redis.url());
                RedisStore store = RedisStore.open("redis", redis.url())) {
            store.read(List.of(KEY));
            app.executeCommand(
                    new CommandArguments(Protocol.Command.CLIENT)
                            .add("KILL")
                            .add("TYPE")
                            .add("normal"));
            assertFalse(store.read(List.of(KEY)).getFirst().exists());
            redis.restart();
            assertFalse(store.read(List.of(KEY)).getFirst().exists());
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailableForEveryCall() {
        URI nobody = URI.create("redis://127.0.0.1:" + Servers.freePort());
        try (RedisStore store = RedisStore.open("redis", nobody)) {
            Document absent = new Document(KEY, null, "");
            assertThrows(StoreUnavailable.class, () -> store.read(List.of(KEY)));
            assertThrows(
                    StoreUnavailable.class, () -> store.write(List.of(new Change(absent, null))));
            assertThrows(
                    StoreUnavailable.class,
                    () -> store.find(Reference.all("collections"), null, 10));
            assertThrows(StoreUnavailable.class, () -> store.size("collections"));
        }
    }

    @Test
    void aServerThatHasNoMemoryLeftIsUnavailableAndNothingIsWritten() {
        try (OwnRedis redis = new OwnRedis("maxmemory 1mb", "maxmemory-policy noeviction");
                RedisStore store = RedisStore.open("redis", redis.url())) {
            Document absent = new Document(KEY, null, "");
            Content large = Content.of("x".repeat(2_000_000));
            assertThrows(
                    StoreUnavailable.class, () -> store.write(List.of(new Change(absent, large))));
            assertFalse(store.read(List.of(KEY)).getFirst().exists());
        }
    }

    @Test
    void aUserWithOnlyTheRightsThatTheStoreNamesCanDoAllOfIt() {
        try (OwnRedis redis =
                        new OwnRedis(
                                "user default off",
                                "user handover on >p@ss:word ~* resetchannels -@all +hscan +hmget"
                                    + " +hlen +scan +mget +multi +exec +info +ping +hello"
                                    + " +client|setinfo +eval +hget +hset +hdel +get +set +del");
                RedisStore store =
                        RedisStore.open("redis", with(redis.url(), "handover:p%40ss%3Aword@"))) {
            Document absent = store.read(List.of(KEY, new Key("redis", "s:*", "1"))).getFirst();
            assertInstanceOf(
                    Written.Done.class,
                    store.write(List.of(new Change(absent, Content.of("[]")))).getFirst());
            assertEquals(1, store.find(Reference.all("collections"), null, 10).documents().size());
            assertEquals(0, store.find(Reference.all("s:*"), null, 10).documents().size());
            assertEquals(1, store.size("collections"));
        }
    }

    @Test
    void aPasswordWithoutAUserIsForTheDefaultUser() {
        try (OwnRedis redis = new OwnRedis("requirepass secret");
                RedisStore right = RedisStore.open("redis", with(redis.url(), ":secret@"));
                RedisStore wrong = RedisStore.open("redis", with(redis.url(), ":guess@"));
                RedisStore none = RedisStore.open("redis", redis.url())) {
            assertFalse(right.read(List.of(KEY)).getFirst().exists());
            assertThrows(StoreUnavailable.class, () -> wrong.read(List.of(KEY)));
            assertThrows(StoreUnavailable.class, () -> none.read(List.of(KEY)));
        }
    }

    @Test
    void tlsTrustsOnlyTheAuthorityGivenAndOnlyUnderItsName(@TempDir Path folder) throws Exception {
        SelfSigned own = SelfSigned.in(folder);
        int port = Servers.freePort();
        String pem = Files.readString(own.certificate());
        try (OwnRedis _ =
                        new OwnRedis(
                                "tls-port " + port,
                                "tls-cert-file " + own.certificate(),
                                "tls-key-file " + own.key(),
                                "tls-ca-cert-file " + own.certificate(),
                                "tls-auth-clients no");
                RedisStore trusting =
                        RedisStore.open("redis", URI.create("rediss://127.0.0.1:" + port), pem);
                RedisStore otherName =
                        RedisStore.open("redis", URI.create("rediss://localhost:" + port), pem);
                RedisStore wellKnown =
                        RedisStore.open("redis", URI.create("rediss://127.0.0.1:" + port))) {
            Document absent = trusting.read(List.of(KEY)).getFirst();
            assertInstanceOf(
                    Written.Done.class,
                    trusting.write(List.of(new Change(absent, Content.of("[]")))).getFirst());
            assertThrows(StoreUnavailable.class, () -> otherName.read(List.of(KEY)));
            assertThrows(StoreUnavailable.class, () -> wellKnown.read(List.of(KEY)));
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutSayingIt() {
        URI odd = URI.create("http://user:secret@127.0.0.1:1");
        String message =
                assertThrows(IllegalArgumentException.class, () -> RedisStore.open("redis", odd))
                        .getMessage();
        assertFalse(message.contains("secret"));
    }

    private static URI with(URI url, String login) {
        return URI.create(url.toString().replace("//", "//" + login));
    }
}
