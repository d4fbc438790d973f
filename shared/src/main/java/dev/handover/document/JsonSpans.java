package dev.handover.document;

import java.util.ArrayList;
import java.util.List;

/// Where the parts of a JSON array or object stand in its text. The text must be valid JSON: it is
/// only scanned, in one pass, for quotes, brackets and commas, so that offsets are exact and the
/// time is linear.
final class JsonSpans {
    /// Offsets into the text, in UTF-16 units; `end` is exclusive. Without the whitespace around.
    record Span(int start, int end) {
        String in(String text) {
            return text.substring(start, end);
        }
    }

    /// A member of an object.
    record Member(Span name, Span value) {}

    private JsonSpans() {}

    /// The elements of an array, or the `name: value` parts of an object.
    static List<Span> parts(String text) {
        return parts(text, 0);
    }

    /// Those of the array or object that begins at `at`, or after whitespace there.
    static List<Span> parts(String text, int at) {
        List<Span> parts = new ArrayList<>();
        int start = afterSpace(text, at) + 1;
        int depth = 0;
        int i = start;
        while (depth >= 0) {
            char c = text.charAt(i);
            if (c == '"') {
                i = afterString(text, i);
                continue;
            }
            if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            if (depth < 0 || depth == 0 && c == ',') {
                Span part = trimmed(text, start, i);
                if (part.start < part.end) {
                    parts.add(part);
                }
                start = i + 1;
            }
            i++;
        }
        return parts;
    }

    static List<Member> members(String text) {
        return members(text, 0);
    }

    static List<Member> members(String text, int at) {
        List<Member> members = new ArrayList<>();
        for (Span part : parts(text, at)) {
            int nameEnd = afterString(text, part.start);
            int value = afterSpace(text, afterSpace(text, nameEnd) + 1);
            members.add(new Member(new Span(part.start, nameEnd), new Span(value, part.end)));
        }
        return members;
    }

    /// How deep brackets are nested. Also for text that is no JSON.
    static int depth(String text) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = afterString(text, i) - 1;
            } else if (c == '[' || c == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return deepest;
    }

    /// @param quote where the string begins
    private static int afterString(String text, int quote) {
        int i = quote + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    private static int afterSpace(String text, int from) {
        int i = from;
        while (isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static Span trimmed(String text, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && isSpace(text.charAt(first))) {
            first++;
        }
        while (first < last && isSpace(text.charAt(last - 1))) {
            last--;
        }
        return new Span(first, last);
    }

    /// RFC 8259 section 2.
    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
