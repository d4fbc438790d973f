package dev.handover.store.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.document.Content;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collection;
import java.util.TreeSet;

/// A set as a document: a JSON array of its members' names, sorted, each once. Redis has no empty
/// sets; one without members isn't there.
final class RedisSet {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RedisSet() {}

    static @Nullable Content content(Collection<byte[]> members) {
        TreeSet<String> names = new TreeSet<>();
        members.forEach(member -> names.add(RedisName.text(member)));
        return names.isEmpty() ? null : content(names);
    }

    /// @return null when this is not how [#content] would write a set
    static byte[] @Nullable [] members(Content content) {
        try {
            TreeSet<String> names = new TreeSet<>();
            for (JsonNode name : JSON.readTree(content.bytes())) {
                names.add(name.isTextual() ? name.textValue() : "");
            }
            return !names.isEmpty() && content.equals(content(names))
                    ? names.stream().map(RedisName::bytes).toArray(byte[][]::new)
                    : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static Content content(TreeSet<String> names) {
        try {
            return Content.of(JSON.writeValueAsBytes(names));
        } catch (JsonProcessingException e) {
            throw new AssertionError("texts can be written", e);
        }
    }
}
