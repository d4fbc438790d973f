package dev.handover.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A document that is a JSON array of records. Each element keeps its own text, so that the
/// elements that nobody touches keep their bytes: odd spacing, escapes, large numbers, repeated
/// names.
public sealed interface RecordArray {
    /// At least one element.
    record Array(List<Element> elements) implements RecordArray {}

    /// No document, or one of the many spellings of "nothing".
    record Empty() implements RecordArray {}

    /// @param reason a code in kebab case
    record NotAnArray(String reason) implements RecordArray {}

    /// @param text exactly as it stands in the document
    /// @param value the same, to look at
    record Element(String text, JsonNode value) {
        /// An element made of text that is known to be JSON.
        public static Element of(String text) {
            try {
                return new Element(text, StoredJson.read(text));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "not JSON, at " + e.getLocation().getCharOffset());
            }
        }

        /// Never the text: it is somebody's data.
        @Override
        public String toString() {
            return "Element[" + text.length() + " characters]";
        }
    }

    /// What stands for "no records", beside an absent document and `[]`: left by several
    /// generations of writers, among them `str(None)` and lists that were encoded twice.
    Set<String> NOTHING = Set.of("", "null", "None", "\"\"", "\"None\"", "\"null\"", "\"[]\"");

    static RecordArray parse(@Nullable Content content) {
        if (content == null) {
            return new Empty();
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content.bytes()))
                            .toString();
        } catch (CharacterCodingException e) {
            return new NotAnArray("invalid-utf-8");
        }
        if (NOTHING.contains(text.strip())) {
            return new Empty();
        }
        if (JsonSpans.depth(text) > StoredJson.DEEPEST) {
            return new NotAnArray("too-deep");
        }
        try {
            return array(text, StoredJson.read(text));
        } catch (StreamConstraintsException e) {
            return new NotAnArray("number-too-long");
        } catch (JsonProcessingException e) {
            return new NotAnArray("broken-json");
        }
    }

    private static RecordArray array(String text, JsonNode tree) {
        if (!tree.isArray()) {
            return new NotAnArray(
                    tree.isObject()
                            ? "object-instead-of-list"
                            : tree.isTextual() ? "double-encoded" : "scalar-instead-of-list");
        }
        if (tree.isEmpty()) {
            return new Empty();
        }
        List<JsonSpans.Span> spans = JsonSpans.parts(text);
        List<Element> elements = new ArrayList<>(spans.size());
        for (int i = 0; i < spans.size(); i++) {
            elements.add(new Element(spans.get(i).in(text), tree.get(i)));
        }
        return new Array(List.copyOf(elements));
    }

    /// The elements in brackets, joined as Python joins them.
    static Content render(List<Element> elements) {
        return Content.of(
                elements.stream().map(Element::text).collect(Collectors.joining(", ", "[", "]")));
    }
}
