package dev.handover.operation;

import dev.handover.run.Receipts.Receipt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A receipt in sentences, for those whose records it is about: how it ended, and records in
/// numbers. Names nobody.
public final class ReceiptSentences {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Receipt receipt;
    private final List<String> sentences = new ArrayList<>();

    /// @param what was done, as "The move"
    public ReceiptSentences(Receipt receipt, String what) {
        this.receipt = receipt;
        add("%s %s.".formatted(isUndone() ? "Taking it back" : what, state()));
    }

    public boolean isUndone() {
        return receipt.leg().equals("undo");
    }

    private String state() {
        String when = receipt.endedAt() == null ? "" : " on " + TIME.format(receipt.endedAt());
        return switch (receipt.state()) {
            case "complete", "undone" -> "was finished" + when + " and checked";
            case "cancelled" -> "was stopped" + when;
            case "failed" -> "could not be done; nothing was changed";
            case "refused" -> "was refused; nothing was changed";
            default -> "ended" + when + ", but not everything is done";
        };
    }

    public void add(String sentence) {
        sentences.add(sentence);
    }

    /// Nothing where there are none.
    public void say(long count, String what) {
        if (count > 0) {
            add("%s: %s.".formatted(records(count), what));
        }
    }

    /// Nothing of what can't be taken back, or was.
    ///
    /// @param sentence with `%s` for the time
    public void addUndoUntil(String sentence) {
        Instant until = receipt.undoUntil();
        if (until != null && !isUndone()) {
            add(sentence.formatted(TIME.format(until)));
        }
    }

    public static String records(long count) {
        return count == 1 ? "1 record" : count + " records";
    }

    public List<String> all() {
        return List.copyOf(sentences);
    }
}
