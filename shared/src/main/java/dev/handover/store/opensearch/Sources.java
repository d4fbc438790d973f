package dev.handover.store.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.handover.document.Content;
import dev.handover.store.Document;
import dev.handover.store.Key;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the answer of `_mget`. A source is cut out of its text, so that it keeps its bytes.
final class Sources {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NO_INDEX = "\"index_not_found_exception\"";

    private Sources() {}

    /// @param keys what was asked for; the answer is in their order
    /// @throws IOException when the answer is none
    static List<Document> read(String answer, List<Key> keys) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(answer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean docs = parser.currentName().equals("docs");
                parser.nextToken();
                if (!docs) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    documents.add(document(parser, answer, keys.get(documents.size())));
                }
            }
        }
        if (documents.size() != keys.size()) {
            throw new IOException("an answer that is none");
        }
        return documents;
    }

    private static Document document(JsonParser parser, String answer, Key key) throws IOException {
        Content source = null;
        String sequence = "";
        String term = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "_seq_no" -> sequence = parser.getText();
                case "_primary_term" -> term = parser.getText();
                case "error" -> {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentLocation().getCharOffset();
                    throw answer.substring(start, end).contains(NO_INDEX)
                            ? new Rest.Trouble(Rest.NOT_FOUND)
                            : new IOException("a document that can't be read");
                }
                case "_source" -> {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentLocation().getCharOffset();
                    source = Content.of(answer.substring(start, end));
                }
                default -> parser.skipChildren();
            }
        }
        return source == null ? absent(key) : new Document(key, source, sequence + "/" + term);
    }

    static Document absent(Key key) {
        return new Document(key, null, "");
    }
}
