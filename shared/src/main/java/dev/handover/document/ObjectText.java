package dev.handover.document;

import dev.handover.document.JsonSpans.Member;
import dev.handover.document.JsonSpans.Span;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The text of a JSON object, in which members are renamed and given other values while everything
/// else keeps its bytes and its place. A repeated name is treated alike everywhere, since readers
/// differ in which one they take.
public record ObjectText(String text) {
    /// The text of the value that counts: the last one of that name.
    public Optional<String> value(String name) {
        return members(name).reduce((first, last) -> last).map(member -> member.value().in(text));
    }

    public ObjectText renamed(String from, String to) {
        return replaced(members(from).map(Member::name).toList(), StoredJson.quoted(to));
    }

    /// @param value JSON
    public ObjectText with(String name, String value) {
        List<Span> old = members(name).map(Member::value).toList();
        return old.isEmpty() ? appended(name, value) : replaced(old, value);
    }

    private ObjectText appended(String name, String value) {
        List<Span> parts = JsonSpans.parts(text);
        int at = parts.isEmpty() ? text.indexOf('{') + 1 : parts.getLast().end();
        String member = StoredJson.quoted(name) + ": " + value;
        String separator = parts.isEmpty() ? "" : ", ";
        return new ObjectText(text.substring(0, at) + separator + member + text.substring(at));
    }

    private ObjectText replaced(List<Span> spans, String by) {
        StringBuilder result = new StringBuilder(text.length() + by.length());
        int done = 0;
        for (Span span : spans) {
            result.append(text, done, span.start()).append(by);
            done = span.end();
        }
        return new ObjectText(result.append(text, done, text.length()).toString());
    }

    private Stream<Member> members(String name) {
        return JsonSpans.members(text).stream()
                .filter(member -> StoredJson.unquoted(member.name().in(text)).equals(name));
    }

    /// Never the text: it is somebody's data.
    @Override
    public String toString() {
        return "ObjectText[" + text.length() + " characters]";
    }
}
