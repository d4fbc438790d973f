package dev.handover.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// JSON as other programs have stored it: what Python's `json` module writes and reads, `NaN` and
/// repeated names (the last one counts) included. For looking at only: what is written back is made
/// of the original text.
public final class StoredJson {
    /// Levels of nesting. The records we know have 3; a recursive walk over 64 is safe on any
    /// stack.
    public static final int DEEPEST = 64;

    /// Digits. Python refuses to read or write longer integers by default (since 3.11).
    static final int LONGEST_NUMBER = 4300;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(factory(DEEPEST))
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private StoredJson() {}

    static JsonFactory factory(int deepest) {
        return JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(deepest)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxStringLength(Integer.MAX_VALUE)
                                .maxNameLength(Integer.MAX_VALUE)
                                .build())
                .build();
    }

    /// One value and nothing after it; a missing node for blank text.
    ///
    /// @throws JsonProcessingException whose message may quote the text: never log it
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /// What a JSON string says.
    ///
    /// @param literal quotes included; known to be valid
    static String unquoted(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal.substring(1, literal.length() - 1);
        }
        try {
            return read(literal).textValue();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON string");
        }
    }

    /// The text as a JSON string, quotes included.
    public static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }
}
