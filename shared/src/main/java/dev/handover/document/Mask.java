package dev.handover.document;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows the form of a document without what stands in it: in JSON string values every letter
/// becomes `x` and every digit `9`, while field names, numbers, UUIDs and punctuation stay. Text
/// that is not JSON is masked whole.
public final class Mask {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// As much as an operator reads of one example.
    private static final int SHOWN = 400;

    /// How much stands before the first difference.
    private static final int LEAD = 80;

    public record Pair(@Nullable String before, @Nullable String after) {}

    private Mask() {}

    /// The text with its form kept: every letter becomes `x` or `X`, every digit `9`; spaces and
    /// ASCII punctuation stay. Of a text that has been masked so, the same.
    public static String keepingForm(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    boolean stays = c < 128 && c >= ' ' && !Character.isLetterOrDigit(c);
                    masked.append(
                            stays
                                    ? (char) c
                                    : Character.isDigit(c)
                                            ? '9'
                                            : Character.isUpperCase(c) ? 'X' : 'x');
                });
        return masked.toString();
    }

    /// Both texts masked and cut to the place where they begin to differ; null where there is no
    /// document.
    public static Pair of(@Nullable Content before, @Nullable Content after) {
        String one = before == null ? null : before.text();
        String other = after == null ? null : after.text();
        int from =
                Math.max(0, difference(one == null ? "" : one, other == null ? "" : other) - LEAD);
        return new Pair(masked(one, from), masked(other, from));
    }

    private static int difference(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static @Nullable String masked(@Nullable String text, int from) {
        if (text == null) {
            return null;
        }
        String masked = masked(text);
        int start = Math.min(from, masked.length());
        int end = Math.min(masked.length(), start + SHOWN);
        return (start > 0 ? "…" : "")
                + masked.substring(start, end)
                + (end < masked.length() ? "…" : "");
    }

    /// Of the same length as the text, so that places in one are places in the other.
    static String masked(String text) {
        boolean json = text.startsWith("{") || text.startsWith("[");
        if (!json) {
            return hidden(text);
        }
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                return masked.append(text, at, text.length()).toString();
            }
            int end = closingQuote(text, quote + 1);
            String literal = text.substring(quote, end);
            masked.append(text, at, quote)
                    .append(isFieldName(text, end) ? literal : hidden(literal));
            at = end;
        }
        return masked.toString();
    }

    /// @return the place after the quote that ends the string literal
    private static int closingQuote(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return text.length();
    }

    private static boolean isFieldName(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ':';
    }

    private static String hidden(String text) {
        StringBuilder hidden = new StringBuilder(text.length());
        Matcher uuid = UUID.matcher(text);
        int from = 0;
        while (uuid.find()) {
            hide(text, from, uuid.start(), hidden);
            hidden.append(uuid.group());
            from = uuid.end();
        }
        hide(text, from, text.length(), hidden);
        return hidden.toString();
    }

    private static void hide(String text, int from, int to, StringBuilder hidden) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean shown = c < 128 && !Character.isLetterOrDigit(c);
            hidden.append(shown ? c : Character.isDigit(c) ? '9' : 'x');
        }
    }
}
