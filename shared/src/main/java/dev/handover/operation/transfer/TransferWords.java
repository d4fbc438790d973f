package dev.handover.operation.transfer;

import dev.handover.document.Counts;
import dev.handover.run.Receipts.Receipt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A receipt in sentences, for those whose records it is about. Names nobody; what it says of
/// records, it says in numbers.
final class TransferWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private TransferWords() {}

    static List<String> of(Receipt receipt) {
        boolean undone = receipt.leg().equals("undo");
        Counts counts = receipt.byKind().total();
        List<String> words = new ArrayList<>();
        words.add("%s %s.".formatted(undone ? "Taking it back" : "The transfer", state(receipt)));
        say(words, counts.changed(), undone ? "as before again" : "show the new owner now");
        say(words, counts.unchanged(), undone ? "as before already" : "needed no change");
        say(
                words,
                counts.skipped(),
                undone ? "changed since, so left as it is" : "left where they are, by a rule");
        say(words, counts.held(), "held back by the operators; done when they release it");
        say(words, counts.unsupported(), "could not be worked on, so left as they were");
        say(words, counts.failed(), "not finished; the operators can try again");
        Instant undoUntil = receipt.undoUntil();
        if (!undone && undoUntil != null) {
            words.add("Until %s the operators can take it back.".formatted(TIME.format(undoUntil)));
        }
        return List.copyOf(words);
    }

    private static String state(Receipt receipt) {
        String when = receipt.endedAt() == null ? "" : " on " + TIME.format(receipt.endedAt());
        return switch (receipt.state()) {
            case "complete", "undone" -> "was finished" + when + " and checked";
            case "cancelled" -> "was stopped" + when;
            case "failed" -> "could not be done; nothing was changed";
            default -> "ended" + when + ", but not everything is done";
        };
    }

    private static void say(List<String> words, long count, String what) {
        if (count > 0) {
            words.add("%s: %s.".formatted(count == 1 ? "1 record" : count + " records", what));
        }
    }
}
