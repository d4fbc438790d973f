package dev.handover.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values as in RFC 4180: quotes around a value that has commas, quotes or line
/// breaks in it, and doubled within.
public final class Csv {
    /// The text is none.
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// @param line where the trouble begins, from 1
        Malformed(int line) {
            super("line " + line + ": a quote that isn't closed, or text beside one");
        }
    }

    private final String text;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
    }

    /// Its rows without empty ones; a byte order mark is skipped.
    ///
    /// @throws Malformed when it is no CSV
    public static List<List<String>> rows(String text) {
        Csv csv = new Csv(text.startsWith("\ufeff") ? text.substring(1) : text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            List<String> row = csv.row();
            if (row.stream().anyMatch(value -> !value.isBlank())) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        row.add(value());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            row.add(value());
        }
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        return row;
    }

    private String value() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        int begun = line;
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            line += next == '\n' ? 1 : 0;
            if (next != '"') {
                value.append(next);
            } else if (text.startsWith("\"\"", at)) {
                value.append(next);
                at++;
            } else {
                at++;
                if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                    throw new Malformed(begun);
                }
                return value.toString();
            }
        }
        throw new Malformed(begun);
    }

    /// A row as text. A value that a spreadsheet would take for a formula gets an apostrophe before
    /// it.
    public static String row(List<String> values) {
        return values.stream().map(Csv::written).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String written(String value) {
        String plain =
                !value.isEmpty() && "=+-@\t".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = plain.chars().anyMatch(one -> ",\"\r\n".indexOf(one) >= 0);
        return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
