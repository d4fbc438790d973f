package dev.handover.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.List;

/// Whether a document is one that a reference looks for, in stores that hold JSON and don't know
/// it. What isn't a JSON object can't name anybody, so it doesn't match.
public final class JsonMatch {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonMatch() {}

    public static boolean of(Reference reference, String id, byte[] value) {
        return switch (reference) {
            case Reference.All _ -> true;
            case Reference.Beginning(_, String prefix) -> id.startsWith(prefix);
            case Reference.Equal(_, String field, List<String> values) ->
                    matches(value, field, JsonMatch::isOneOf, values);
            case Reference.Containing(_, String field, List<String> values) ->
                    matches(value, field, JsonMatch::listHas, values);
        };
    }

    /// Looks at the value that the parser stands on, and leaves the parser where it ends or begins.
    private interface Look {
        boolean finds(JsonParser parser, List<String> values) throws IOException;
    }

    private static boolean matches(byte[] value, String field, Look look, List<String> values) {
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals(field);
                parser.nextToken();
                if (named && look.finds(parser, values)) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean listHas(JsonParser parser, List<String> values) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return false;
        }
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            found |= isOneOf(parser, values);
            parser.skipChildren();
        }
        return found;
    }

    private static boolean isOneOf(JsonParser parser, List<String> values) throws IOException {
        JsonToken token = parser.currentToken();
        return token.isScalarValue()
                && token != JsonToken.VALUE_NULL
                && values.contains(parser.getText());
    }
}
