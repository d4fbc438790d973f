package dev.handover.store.s3;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Members;
import dev.handover.store.Written;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

import java.util.List;
import java.util.Set;

/// One conditional write of one object. What stands beside the content (its type and the other
/// headers, metadata, tags, storage class, encryption) is taken over from the object as it is.
///
/// The SDK sends a request again when its answer is lost, and may then meet its own first try: that
/// is said to have moved on, to what was to be written.
record ObjectWrite(S3Client s3, ObjectRead read, Change change) {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409; // others are writing the key just now
    private static final int MOVED_ON = 412; // Precondition Failed
    private static final Set<String> REFUSED =
            Set.of("EntityTooLarge", "KeyTooLongError", "MetadataTooLarge");

    Written run() {
        ObjectKey object = ObjectKey.of(change.read().key());
        if (!object.isPossible()) {
            return new Written.Refused("no-key");
        }
        if (ObjectRead.isPlaceholder(change.read().content())
                || ObjectRead.isPlaceholder(change.after())) {
            return new Written.Refused(ObjectRead.TOO_LARGE);
        }
        try {
            return new Written.Done(
                    change.after() == null ? delete(object) : put(object, change.after()));
        } catch (Members.Unfit unfit) {
            return new Written.Refused(unfit.reason());
        } catch (S3Exception e) {
            if (e.statusCode() == MOVED_ON
                    || e.statusCode() == CONFLICT
                    || e instanceof NoSuchKeyException
                    || e.statusCode() == NOT_FOUND && e.awsErrorDetails() == null) {
                return new Written.MovedOn(read.document(change.read().key()));
            }
            if (e.awsErrorDetails() != null && REFUSED.contains(e.awsErrorDetails().errorCode())) {
                return new Written.Refused("too-large");
            }
            throw e;
        }
    }

    private Document delete(ObjectKey object) {
        if (!change.read().exists()) {
            Document now = read.document(change.read().key());
            if (now.exists()) {
                throw S3Exception.builder().statusCode(MOVED_ON).build();
            }
            return now;
        }
        s3.deleteObject(delete ->
                delete.bucket(object.bucket())
                        .key(object.name())
                        .ifMatch(ObjectRead.tag(change.read().version())));
        return ObjectRead.absent(change.read().key());
    }

    private Document put(ObjectKey object, Content after) {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder().bucket(object.bucket()).key(object.name());
        if (change.read().exists()) {
            put.ifMatch(ObjectRead.tag(change.read().version()));
            if (!read.whole()) {
                takeOver(object, put);
            }
        } else {
            put.ifNoneMatch("*");
            if (!read.whole() && object.name().endsWith(".json")) {
                put.contentType("application/json");
            }
        }
        byte[] bytes = read.whole() ? WholeObject.into(put, after) : after.bytes();
        PutObjectResponse answer = s3.putObject(put.build(), RequestBody.fromBytes(bytes));
        return new Document(
                change.read().key(), after, ObjectRead.version(answer.eTag(), answer.versionId()));
    }

    private void takeOver(ObjectKey object, PutObjectRequest.Builder put) {
        HeadObjectResponse head = s3.headObject(h -> h.bucket(object.bucket()).key(object.name()));
        put.metadata(head.metadata())
                .contentType(head.contentType())
                .contentEncoding(head.contentEncoding())
                .contentLanguage(head.contentLanguage())
                .contentDisposition(head.contentDisposition())
                .cacheControl(head.cacheControl())
                .websiteRedirectLocation(head.websiteRedirectLocation())
                .storageClass(head.storageClassAsString())
                .serverSideEncryption(head.serverSideEncryptionAsString())
                .ssekmsKeyId(head.ssekmsKeyId())
                .bucketKeyEnabled(head.bucketKeyEnabled())
                .objectLockLegalHoldStatus(head.objectLockLegalHoldStatusAsString());
        List<Tag> tags = read.tags(object);
        if (!tags.isEmpty()) {
            put.tagging(Tagging.builder().tagSet(tags).build());
        }
    }
}
