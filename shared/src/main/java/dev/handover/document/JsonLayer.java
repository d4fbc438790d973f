package dev.handover.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import dev.handover.document.JsonSpans.Span;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One JSON text with the replacements that are to be made in it, and below it the JSON that is
/// kept in its strings, each a layer of its own.
///
/// A replacement below is carried out above by replacing only those characters of the string
/// literal which stand for what is replaced, so that the literal keeps its own way of escaping
/// everything else.
final class JsonLayer {
    /// Levels of nesting. A hierarchy has two for each of its own levels; a recursive walk over so
    /// many is safe on any stack.
    static final int DEEPEST = 256;

    private static final JsonFactory FACTORY = StoredJson.factory(DEEPEST);

    private record Edit(Span span, String text) {}

    final String text;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<Span, JsonLayer> inner = new HashMap<>();

    private JsonLayer(String text) {
        this.text = text;
    }

    /// @throws Unreadable when it is not one JSON value
    static JsonLayer of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            int values = 0;
            int depth = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                values += depth == 0 ? 1 : 0;
            }
            if (values != 1) {
                throw new Unreadable("broken-json");
            }
            return new JsonLayer(text);
        } catch (StreamConstraintsException e) {
            throw new Unreadable(JsonSpans.depth(text) > DEEPEST ? "too-deep" : "number-too-long");
        } catch (IOException e) {
            throw new Unreadable("broken-json");
        }
    }

    void replace(Span span, String json) {
        edits.add(new Edit(span, json));
    }

    /// The JSON that the string literal at that place holds; the same each time.
    JsonLayer within(Span literal) {
        JsonLayer known = inner.get(literal);
        if (known == null) {
            known = of(StoredJson.unquoted(literal.in(text)));
            inner.put(literal, known);
        }
        return known;
    }

    String edited() {
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (Edit edit : all()) {
            result.append(text, done, edit.span().start()).append(edit.text());
            done = edit.span().end();
        }
        return result.append(text, done, text.length()).toString();
    }

    private List<Edit> all() {
        List<Edit> all = new ArrayList<>(edits);
        inner.forEach((literal, layer) -> all.addAll(outward(literal, layer.all())));
        all.sort(Comparator.comparing(edit -> edit.span().start()));
        return all;
    }

    /// The same replacements as seen from outside the string literal.
    ///
    /// @param below in their order
    private List<Edit> outward(Span literal, List<Edit> below) {
        List<Edit> above = new ArrayList<>(below.size());
        int at = literal.start() + 1;
        int decoded = 0;
        for (Edit edit : below) {
            for (; decoded < edit.span().start(); decoded++) {
                at += width(at);
            }
            int start = at;
            for (; decoded < edit.span().end(); decoded++) {
                at += width(at);
            }
            String quoted = StoredJson.quoted(edit.text());
            above.add(new Edit(new Span(start, at), quoted.substring(1, quoted.length() - 1)));
        }
        return above;
    }

    /// Of how many characters here the one of the string is made.
    private int width(int at) {
        return text.charAt(at) != '\\' ? 1 : text.charAt(at + 1) == 'u' ? 6 : 2;
    }
}
