package dev.handover.store.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.handover.store.Reference;

import java.io.IOException;

/// Whether a document is the one that a reference looks for: a JSON object with that value, as
/// text, in that top-level field. What isn't such an object can't name anybody, so it doesn't
/// match.
final class FieldMatch {
    private static final JsonFactory JSON = new JsonFactory();

    private FieldMatch() {}

    static boolean of(Reference reference, byte[] value) {
        if (reference.field() == null) {
            return true;
        }
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals(reference.field());
                if (parser.nextToken().isScalarValue()
                        && named
                        && parser.getText().equals(reference.value())) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }
}
