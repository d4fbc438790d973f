package dev.handover.store.s3;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

import java.io.IOException;
import java.util.List;

/// Reads an object as a document.
///
/// @param largest bytes; what is larger shows as `{"$type":"too-large","value":"<bytes>"}`, which
///   no rule takes for a record
/// @param whole whether documents have what stands beside the bytes too, see [WholeObject]
record ObjectRead(S3Client s3, long largest, boolean whole) {
    private static final int NOT_IMPLEMENTED = 501; // tags, by some that only speak like S3

    static final String TOO_LARGE = "too-large";

    Document document(Key key) {
        ObjectKey object = ObjectKey.of(key);
        if (!object.isPossible()) {
            return absent(key);
        }
        try (ResponseInputStream<GetObjectResponse> answer =
                s3.getObject(get -> get.bucket(object.bucket()).key(object.name()))) {
            GetObjectResponse head = answer.response();
            if (head.contentLength() > largest) {
                answer.abort(); // rather than read to its end
                return new Document(key, placeholder(head.contentLength()), version(head));
            }
            byte[] bytes = answer.readAllBytes();
            Content content =
                    whole ? WholeObject.content(head, tags(object), bytes) : Content.of(bytes);
            return new Document(key, content, version(head));
        } catch (NoSuchKeyException _) {
            return absent(key);
        } catch (IOException e) {
            throw SdkClientException.create("the answer broke off", e);
        }
    }

    List<Tag> tags(ObjectKey object) {
        try {
            return s3.getObjectTagging(t -> t.bucket(object.bucket()).key(object.name())).tagSet();
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED) {
                throw e;
            }
            return List.of();
        }
    }

    static Document absent(Key key) {
        return new Document(key, null, "");
    }

    static boolean isPlaceholder(@Nullable Content content) {
        return content != null
                && content.size() < 60
                && content.text().startsWith("{\"$type\":\"" + TOO_LARGE + "\"");
    }

    private static Content placeholder(long bytes) {
        return Content.of(Json.bytes(Members.wrapped(TOO_LARGE, String.valueOf(bytes))));
    }

    /// The entity tag; and in a bucket with versions which one this is.
    private static String version(GetObjectResponse head) {
        return version(head.eTag(), head.versionId());
    }

    static String version(String tag, @Nullable String versionId) {
        return versionId == null ? tag : tag + " " + versionId;
    }

    static String tag(String version) {
        int space = version.indexOf(' ');
        return space < 0 ? version : version.substring(0, space);
    }
}
