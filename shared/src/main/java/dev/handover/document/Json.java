package dev.handover.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON as we write and read our own: records as objects without their nulls, instants as ISO-8601
/// in UTC, unknown fields ignored, so that a run started by one version can be finished by another.
public final class Json {
    /// Characters; Jackson's own limit, 20 million, is less than a document of a store may be.
    private static final int LONGEST_STRING = 1 << 28;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(factory())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    /// The text is not JSON, or not of the shape that was asked for. The message says where, never
    /// what stands there.
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Malformed(IOException cause) {
            super(where(cause));
        }

        private static String where(IOException cause) {
            if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
                return "not the expected JSON at line "
                        + json.getLocation().getLineNr()
                        + ", column "
                        + json.getLocation().getColumnNr();
            }
            return "not the expected JSON";
        }
    }

    private Json() {}

    /// For parsers that read documents piece by piece.
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
                .build();
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a value that can't be JSON: " + value.getClass().getName(), e);
        }
    }

    public static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// @throws Malformed when it is not one JSON value
    public static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? MAPPER.missingNode() : node;
        } catch (IOException e) {
            throw new Malformed(e);
        }
    }

    /// @throws Malformed when the bytes are not JSON of that shape
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new Malformed(e);
        }
    }

    /// @throws Malformed when the text is not JSON of that shape
    public static <T> T read(String text, Class<T> type) {
        return read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    /// @throws Malformed when the node is not of that shape
    public static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new Malformed(e);
        }
    }
}
