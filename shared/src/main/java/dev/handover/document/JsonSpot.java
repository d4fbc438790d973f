package dev.handover.document;

import dev.handover.document.JsonSpans.Member;
import dev.handover.document.JsonSpans.Span;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value in a JSON text, at its place. Leads down through objects and lists, and into JSON that
/// is kept in strings. What is put in a value's place is noted, and [#edited] gives the text with
/// all of it, in which everything else has kept its bytes: numbers, escapes, order, spaces.
///
/// Made for one decision; not thread-safe. The same place is the same spot, however it is reached.
public final class JsonSpot {
    private static final char REPLACEMENT = '\uFFFD'; // what malformed bytes read as

    private final JsonLayer layer;
    private final Span span;
    private @Nullable Map<String, List<JsonSpot>> members;
    private @Nullable List<JsonSpot> elements;
    private @Nullable JsonSpot unfolded;
    private int added;

    private JsonSpot(JsonLayer layer, Span span) {
        this.layer = layer;
        this.span = span;
    }

    /// The whole text.
    ///
    /// @throws Unreadable when it is not one JSON value
    public static JsonSpot of(String text) {
        JsonLayer layer = JsonLayer.of(text);
        return whole(layer);
    }

    /// @throws Unreadable when it is not one JSON value in UTF-8
    public static JsonSpot of(Content content) {
        String text = content.text();
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(content)) {
            throw new Unreadable("invalid-utf-8");
        }
        return of(text);
    }

    private static boolean isUtf8(Content content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.bytes()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static JsonSpot whole(JsonLayer layer) {
        String text = layer.text;
        int start = 0;
        while (text.charAt(start) <= ' ') {
            start++;
        }
        int end = text.length();
        while (text.charAt(end - 1) <= ' ') {
            end--;
        }
        return new JsonSpot(layer, new Span(start, end));
    }

    public boolean isObject() {
        return first() == '{';
    }

    public boolean isList() {
        return first() == '[';
    }

    public boolean isText() {
        return first() == '"';
    }

    public boolean isNull() {
        return first() == 'n';
    }

    private char first() {
        return layer.text.charAt(span.start());
    }

    /// The value exactly as it stands.
    public String json() {
        return span.in(layer.text);
    }

    /// What a string says.
    public String text() {
        return StoredJson.unquoted(json());
    }

    /// The values of that name: usually one or none, all where a name is repeated. None where this
    /// is no object.
    public List<JsonSpot> members(String name) {
        return members().getOrDefault(name, List.of());
    }

    /// The value of that name that counts: the last one.
    public Optional<JsonSpot> member(String name) {
        List<JsonSpot> all = members(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// All members by name, in their order. None where this is no object.
    public Map<String, List<JsonSpot>> members() {
        Map<String, List<JsonSpot>> known = members;
        if (known == null) {
            known = new LinkedHashMap<>();
            if (isObject()) {
                for (Member member : JsonSpans.members(layer.text, span.start())) {
                    known.computeIfAbsent(
                                    StoredJson.unquoted(member.name().in(layer.text)),
                                    _ -> new ArrayList<>())
                            .add(new JsonSpot(layer, member.value()));
                }
            }
            members = known;
        }
        return known;
    }

    /// None where this is no list.
    public List<JsonSpot> elements() {
        List<JsonSpot> known = elements;
        if (known == null) {
            known =
                    isList()
                            ? JsonSpans.parts(layer.text, span.start()).stream()
                                    .map(part -> new JsonSpot(layer, part))
                                    .toList()
                            : List.of();
            elements = known;
        }
        return known;
    }

    /// The object or list that a string holds as JSON; this itself where it is no string. Empty for
    /// a string that doesn't look like JSON.
    ///
    /// @throws Unreadable for a string that looks like JSON and isn't
    public Optional<JsonSpot> unfolded() {
        if (!isText()) {
            return Optional.of(this);
        }
        if (unfolded == null) {
            String text = text().stripLeading();
            if (!text.startsWith("{") && !text.startsWith("[")) {
                return Optional.empty();
            }
            unfolded = whole(layer.within(span));
        }
        return Optional.of(unfolded);
    }

    /// Puts another value here. Once only, and not around a place that is replaced too.
    public void put(String json) {
        layer.replace(span, json);
    }

    /// Adds a member to this object, after the last one.
    public void add(String name, String json) {
        boolean first = members().isEmpty() && added == 0;
        List<Span> parts = JsonSpans.parts(layer.text, span.start());
        int at = parts.isEmpty() ? span.start() + 1 : parts.getLast().end();
        layer.replace(new Span(at, at), (first ? "" : ",") + StoredJson.quoted(name) + ":" + json);
        added++;
    }

    /// The text that this value stands in, with all that was put into it.
    public String edited() {
        return layer.edited();
    }

    /// Never the value: it is somebody's data.
    @Override
    public String toString() {
        return "JsonSpot[" + (span.end() - span.start()) + " characters]";
    }
}
