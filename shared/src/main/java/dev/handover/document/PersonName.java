package dev.handover.document;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A person's name, for telling whether two are the same: case, composition of accents, spaces
/// around and the number of spaces within don't count.
public record PersonName(String form) {
    /// Spaces that are not one plain space.
    private static final Pattern ODD_SPACES = Pattern.compile("\\s{2,}|[\\s&&[^ ]]");

    public static PersonName of(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return new PersonName(
                ODD_SPACES.matcher(composed.strip()).replaceAll(" ").toLowerCase(Locale.ROOT));
    }

    public boolean isBlank() {
        return form.isBlank();
    }

    /// Never the name.
    @Override
    public String toString() {
        return "PersonName[" + form.length() + " characters]";
    }
}
