package dev.handover.store.s3;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;
import dev.handover.store.Written;
import dev.handover.testing.Servers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.util.List;

/// The contract of all stores, kept by S3: a bucket and the beginning of its objects' keys. S3
/// compares the tag and writes in one step; s3proxy does in two, between which another's write is
/// lost (5 of 186 in a trial), so here one call writes after the other.
class S3ContractTest extends StoreContract {
    final S3Client app = Servers.s3();
    final String bucket = Servers.freshName("objects");
    private final Store store = new OneAfterTheOther(new S3Store(storeName(), app, 32 << 20));

    @BeforeEach
    void bucket() {
        app.createBucket(create -> create.bucket(bucket));
        app.putObject(
                put -> put.bucket(bucket).key("elsewhere"), RequestBody.fromString("not ours"));
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected String collection() {
        return bucket + "/some %folder/";
    }

    @Override
    protected String missing() {
        return "no-such-bucket";
    }

    @Override
    protected void seed(Key key, Content content) {
        app.putObject(
                put -> put.bucket(bucket).key("some %folder/" + key.id()),
                RequestBody.fromBytes(content.bytes()));
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        try {
            return Content.of(
                    app.getObjectAsBytes(get -> get.bucket(bucket).key("some %folder/" + key.id()))
                            .asByteArray());
        } catch (NoSuchKeyException _) {
            return null;
        }
    }

    @Override
    protected @Nullable String ownerField() {
        return null;
    }

    @Override
    protected @Nullable String listField() {
        return null;
    }

    /// Without what s3proxy, which keeps objects as files and reads keys from a URL, can't hold; S3
    /// itself does.
    @Override
    protected List<String> oddIds() {
        return super.oddIds().stream()
                .filter(id ->
                        !id.isEmpty()
                                && !id.equals("..")
                                && !id.contains("\0")
                                && !id.contains("\r"))
                .map(id -> id.substring(0, Math.min(id.length(), 200)))
                .toList();
    }

    private record OneAfterTheOther(Store inner) implements ForwardingStore {
        @Override
        public List<Written> write(List<Change> changes) {
            synchronized (inner) {
                return inner.write(changes);
            }
        }
    }
}
