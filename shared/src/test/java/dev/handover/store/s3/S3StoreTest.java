package dev.handover.store.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;
import dev.handover.testing.Servers;
import dev.handover.testing.TroubledServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@DisplayName("Objects of S3")
class S3StoreTest {
    private final S3Client app = Servers.s3();
    private final String bucket = Servers.freshName("objects");
    private final Store store = new S3Store("s3", app, 1000);

    @BeforeEach
    void bucket() {
        app.createBucket(create -> create.bucket(bucket));
    }

    @Test
    void whatStandsBesideTheContentStays() {
        app.putObject(
                put ->
                        put.bucket(bucket)
                                .key("a.json")
                                .contentType("application/ld+json")
                                .cacheControl("max-age=60")
                                .contentDisposition("attachment; filename=\"a.json\"")
                                .contentLanguage("hi")
                                .metadata(Map.of("structure", "Complete")),
                RequestBody.fromString("{\"creator\":\"Jane\"}"));

        assertInstanceOf(
                Written.Done.class, write(read("a.json"), "{\"creator\":\"Deleted User\"}"));

        HeadObjectResponse head = app.headObject(h -> h.bucket(bucket).key("a.json"));
        assertEquals("application/ld+json", head.contentType());
        assertEquals("max-age=60", head.cacheControl());
        assertEquals("attachment; filename=\"a.json\"", head.contentDisposition());
        assertEquals("hi", head.contentLanguage());
        assertEquals(Map.of("structure", "Complete"), head.metadata());
        assertEquals("{\"creator\":\"Deleted User\"}", read("a.json").content().text());
    }

    @Test
    void ofABucketWithVersionsItIsNotedWhichOneWasReadAndWhichOneWasMade() {
        app.putBucketVersioning(put ->
                put.bucket(bucket)
                        .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        app.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("before"));
        Document read = read("a");

        Written.Done done = assertInstanceOf(Written.Done.class, write(read, "after"));

        String old = read.version().substring(read.version().indexOf(' ') + 1);
        String made = done.now().version().substring(done.now().version().indexOf(' ') + 1);
        assertEquals(
                "before",
                app.getObjectAsBytes(get -> get.bucket(bucket).key("a").versionId(old))
                        .asUtf8String());
        assertEquals(
                "after",
                app.getObjectAsBytes(get -> get.bucket(bucket).key("a").versionId(made))
                        .asUtf8String());
    }

    @Test
    void anObjectThatIsTooLargeIsSeenButNeverWritten() {
        app.putObject(
                put -> put.bucket(bucket).key("large"), RequestBody.fromString("x".repeat(1001)));

        Document large = store.find(Reference.all(bucket), null, 10).documents().getFirst();

        assertEquals("{\"$type\":\"too-large\",\"value\":\"1001\"}", large.content().text());
        assertEquals(new Written.Refused("too-large"), write(large, "{}"));
        assertEquals(
                new Written.Refused("too-large"),
                store.write(List.of(new Change(read("other"), large.content()))).getFirst());
    }

    @Test
    void aKeyThatNoObjectHasIsAbsentAndRefused() {
        for (String id : List.of("", "x".repeat(1025), "é".repeat(513))) {
            assertFalse(read(id).exists());
            assertEquals(new Written.Refused("no-key"), write(read(id), "{}"));
        }
    }

    @Test
    void aThousandAndMoreObjectsAreFoundPageByPage() {
        for (int i = 0; i < 1005; i++) {
            String key = "k" + i;
            app.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("1"));
        }
        List<String> found = new ArrayList<>();
        String from = null;
        do {
            Page page = store.find(Reference.all(bucket), from, 5_000);
            page.documents().forEach(document -> found.add(document.key().id()));
            from = page.next();
        } while (from != null);

        assertEquals(1005, found.stream().distinct().count());
        assertEquals(1005, found.size());
    }

    @Test
    void aServerThatIsNotThereOrSilentOrThrottlesIsUnavailable() throws Exception {
        String slowDown =
                "<Error><Code>SlowDown</Code><Message>reduce jane's rate</Message></Error>";
        try (TroubledServer silent = TroubledServer.silent();
                TroubledServer throttling =
                        TroubledServer.answering(503, "application/xml", slowDown)) {
            for (URI uri :
                    List.of(
                            URI.create("http://127.0.0.1:" + Servers.freePort()),
                            silent.uri(),
                            throttling.uri())) {
                Store troubled =
                        new S3Store(
                                "objects",
                                Servers.client(
                                        S3Client.builder()
                                                .forcePathStyle(true)
                                                .overrideConfiguration(o ->
                                                        o.apiCallTimeout(Duration.ofMillis(500))),
                                        uri),
                                1000);
                Key key = new Key("objects", "bucket", "jane");
                Document absent = new Document(key, null, "");
                for (Executable call :
                        List.<Executable>of(
                                () -> troubled.read(List.of(key)),
                                () -> troubled.find(Reference.all("bucket"), null, 1),
                                () ->
                                        troubled.write(
                                                List.of(new Change(absent, Content.of("{}")))))) {
                    String message = assertThrows(StoreUnavailable.class, call).getMessage();
                    assertFalse(message.contains("jane"), message);
                }
            }
        }
    }

    @Test
    void readingFromABucketThatIsNotThereNamesIt() {
        assertEquals(
                "the store s3 has no bucket for no-such-bucket",
                assertThrows(
                                NotInStore.class,
                                () -> store.read(List.of(new Key("s3", "no-such-bucket", "a"))))
                        .getMessage());
    }

    private Document read(String id) {
        return store.read(List.of(new Key("s3", bucket, id))).getFirst();
    }

    private Written write(Document read, String after) {
        return store.write(List.of(new Change(read, Content.of(after)))).getFirst();
    }
}
