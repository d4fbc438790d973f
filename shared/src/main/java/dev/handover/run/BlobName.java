package dev.handover.run;

import java.util.regex.Pattern;

/// What a name of [Blobs] may be: words of letters, digits, `.`, `_`, `=` and `-`, joined by `/`,
/// none of them empty or starting with a dot. So no name leaves its prefix, whatever it was made
/// from.
public final class BlobName {
    private static final String WORD = "[A-Za-z0-9_=-][A-Za-z0-9._=-]*";
    private static final Pattern NAME = Pattern.compile(WORD + "(/" + WORD + ")*");
    private static final int MAX_LENGTH = 900; // S3 takes 1024 bytes, the prefix included

    private BlobName() {}

    /// @throws IllegalArgumentException when it is none; does not repeat it
    public static String checked(String name) {
        if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not a blob's name: words of ASCII letters, digits and ._=- joined by /");
        }
        return name;
    }
}
