package dev.handover.run;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page of what somebody looks at begins: a numbered page of what a run wrote of one stage.
/// As a text it is the `next` of the page before.
record Spot(int stage, int page) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,8})");

    /// @param next null for the first page
    /// @throws IllegalArgumentException when it is none of ours
    static Spot of(@Nullable String next) {
        if (next == null) {
            return new Spot(0, 0);
        }
        Matcher text = TEXT.matcher(next);
        if (!text.matches()) {
            throw new IllegalArgumentException("next is not one of ours");
        }
        return new Spot(Integer.parseInt(text.group(1)), Integer.parseInt(text.group(2)));
    }

    Spot next() {
        return new Spot(stage, page + 1);
    }

    Spot nextStage() {
        return new Spot(stage + 1, 0);
    }

    @Override
    public String toString() {
        return stage + "." + page;
    }
}
