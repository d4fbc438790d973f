package dev.handover.store.s3;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// S3 as a store. A document is an object, found by how its key begins ([ObjectKey]) and written
/// only while it has the entity tag that was read. A change of its metadata alone, at the very
/// moment of our write, isn't seen.
///
/// In a bucket with versions what an object was before stays there as an older version, until the
/// bucket's lifecycle ends it; the version that we read and the one that we made are in the
/// documents' versions.
///
/// Its role needs `s3:ListBucket`, `s3:GetObject`, `s3:GetObjectTagging` to read, `s3:PutObject`,
/// `s3:PutObjectTagging`, `s3:DeleteObject` to write.
public final class S3Store implements Store {
    private static final int AT_ONCE = 8; // calls; objects have no batches
    private static final int LONGEST_PAGE = 1000; // of a list

    private final String name;
    private final S3Client s3;
    private final ObjectRead read;

    /// @param largest bytes of an object that is read
    S3Store(String name, S3Client s3, long largest) {
        this(name, s3, largest, false);
    }

    /// @param whole whether documents have what stands beside the bytes too, see [WholeObject]
    S3Store(String name, S3Client s3, long largest, boolean whole) {
        this.name = name;
        this.s3 = s3;
        this.read = new ObjectRead(s3, largest, whole);
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        String prefix =
                switch (reference) {
                    case Reference.All _ -> "";
                    case Reference.Beginning(_, String beginning) -> beginning;
                    case Reference.Equal _, Reference.Containing _ ->
                            throw new IllegalArgumentException(
                                    "S3 finds objects only by how their keys begin");
                };
        return answering(
                Set.of(reference.collection()),
                () -> page(reference.collection(), prefix, from, limit));
    }

    private Page page(String collection, String prefix, @Nullable String from, int limit) {
        ObjectKey beginning = ObjectKey.in(collection, prefix);
        ListObjectsV2Request.Builder list =
                ListObjectsV2Request.builder()
                        .bucket(beginning.bucket())
                        .prefix(beginning.name())
                        .maxKeys(Math.min(limit, LONGEST_PAGE));
        if (from != null) {
            list.startAfter(ObjectKey.in(collection, from).name());
        }
        ListObjectsV2Response page = s3.listObjectsV2(list.build());
        int outside = ObjectKey.in(collection, "").name().length();
        List<Key> keys =
                page.contents().stream()
                        .map(object -> new Key(name, collection, object.key().substring(outside)))
                        .toList();
        List<Document> documents = documents(keys).stream().filter(Document::exists).toList();
        return new Page(
                documents, page.isTruncated() && !keys.isEmpty() ? keys.getLast().id() : null);
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return answering(collections(keys.stream()), () -> documents(keys));
    }

    private List<Document> documents(List<Key> keys) {
        return keys.stream().gather(Gatherers.mapConcurrent(AT_ONCE, read::document)).toList();
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return answering(
                collections(changes.stream().map(change -> change.read().key())),
                () ->
                        changes.stream()
                                .gather(
                                        Gatherers.mapConcurrent(
                                                AT_ONCE,
                                                change -> new ObjectWrite(s3, read, change).run()))
                                .toList());
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public void require(String collection, Set<String> fields) {
        find(Reference.all(collection), null, 1);
    }

    @Override
    public boolean findsAsSurely() {
        return true;
    }

    private static Set<String> collections(Stream<Key> keys) {
        return keys.map(Key::collection).collect(Collectors.toCollection(TreeSet::new));
    }

    private <T> T answering(Set<String> collections, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchBucketException _) {
            throw new NotInStore(name, "bucket for " + String.join(", ", collections));
        } catch (SdkException e) {
            throw new StoreUnavailable(name, e);
        }
    }
}
