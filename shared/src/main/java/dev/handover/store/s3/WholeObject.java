package dev.handover.store.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// An object as a document with all that stands beside its bytes: the headers it is served with,
/// its metadata, its tags and its storage class. So it can be moved to another key, or brought back
/// after a deletion, as it was. Encryption is the bucket's.
final class WholeObject {
    private static final String BODY = "body"; // Base64
    private static final String METADATA = "metadata";
    private static final String TAGS = "tags";

    private WholeObject() {}

    static Content content(GetObjectResponse head, List<Tag> tags, byte[] body) {
        ObjectNode whole = Json.object();
        put(whole, "contentType", head.contentType());
        put(whole, "contentEncoding", head.contentEncoding());
        put(whole, "contentLanguage", head.contentLanguage());
        put(whole, "contentDisposition", head.contentDisposition());
        put(whole, "cacheControl", head.cacheControl());
        put(whole, "websiteRedirectLocation", head.websiteRedirectLocation());
        put(whole, "storageClass", head.storageClassAsString());
        ObjectNode metadata = whole.putObject(METADATA);
        new TreeMap<>(head.metadata()).forEach(metadata::put);
        Map<String, String> sorted = new TreeMap<>();
        tags.forEach(tag -> sorted.put(tag.key(), tag.value()));
        ObjectNode tagged = whole.putObject(TAGS);
        sorted.forEach(tagged::put);
        whole.put(BODY, Base64.getEncoder().encodeToString(body));
        return Content.of(Json.bytes(whole));
    }

    private static void put(ObjectNode whole, String name, @Nullable String value) {
        if (value != null) {
            whole.put(name, value);
        }
    }

    /// Sets all but the bytes.
    ///
    /// @return the bytes
    /// @throws Members.Unfit when it is no such document
    static byte[] into(PutObjectRequest.Builder put, Content content) {
        JsonNode whole = parsed(content);
        take(whole, "contentType", put::contentType);
        take(whole, "contentEncoding", put::contentEncoding);
        take(whole, "contentLanguage", put::contentLanguage);
        take(whole, "contentDisposition", put::contentDisposition);
        take(whole, "cacheControl", put::cacheControl);
        take(whole, "websiteRedirectLocation", put::websiteRedirectLocation);
        take(whole, "storageClass", put::storageClass);
        Map<String, String> metadata = new TreeMap<>();
        whole.path(METADATA)
                .properties()
                .forEach(one -> metadata.put(one.getKey(), one.getValue().asText()));
        put.metadata(metadata);
        List<Tag> tags =
                whole.path(TAGS).properties().stream()
                        .map(one ->
                                Tag.builder()
                                        .key(one.getKey())
                                        .value(one.getValue().asText())
                                        .build())
                        .toList();
        if (!tags.isEmpty()) {
            put.tagging(Tagging.builder().tagSet(tags).build());
        }
        return body(whole).orElseThrow(() -> new Members.Unfit("no-base64"));
    }

    private static JsonNode parsed(Content content) {
        try {
            return Json.read(content.bytes(), JsonNode.class);
        } catch (Json.Malformed malformed) {
            throw new Members.Unfit("not-json");
        }
    }

    private static void take(JsonNode whole, String name, Consumer<String> set) {
        if (whole.path(name).isTextual()) {
            set.accept(whole.path(name).textValue());
        }
    }

    private static Optional<byte[]> body(JsonNode whole) {
        try {
            return whole.path(BODY).isTextual()
                    ? Optional.of(whole.path(BODY).binaryValue())
                    : Optional.empty();
        } catch (IOException notBase64) {
            return Optional.empty();
        }
    }
}
