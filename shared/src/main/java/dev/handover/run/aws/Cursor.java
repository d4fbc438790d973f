package dev.handover.run.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Where a page of a [DynamoTable] ended, as an opaque word that is safe in an address. It goes
/// through clients, so it is read as untrusted: the partition asked for is never taken from it.
record Cursor(List<String> parts) {
    static Cursor parse(String text, int parts) {
        try {
            List<String> decoded = new ArrayList<>();
            for (String part : text.split("\\.", -1)) {
                decoded.add(
                        new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
            }
            if (decoded.size() == parts && decoded.stream().noneMatch(String::isEmpty)) {
                return new Cursor(decoded);
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new IllegalArgumentException("not a cursor of this list");
    }

    @Override
    public String toString() {
        return String.join(
                ".",
                parts.stream()
                        .map(part ->
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }
}
