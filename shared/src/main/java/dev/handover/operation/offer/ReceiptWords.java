package dev.handover.operation.offer;

import dev.handover.document.Counts;
import dev.handover.run.Receipts.Receipt;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A receipt in sentences, for the person whose records it is about. Names nobody and nothing: what
/// it says of records, it says in numbers.
public final class ReceiptWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private ReceiptWords() {}

    public static List<String> of(Receipt receipt) {
        boolean undone = receipt.leg().equals("undo");
        Counts counts = receipt.byKind().total();
        List<String> words = new ArrayList<>();
        words.add("%s %s.".formatted(undone ? "Taking it back" : "The move", state(receipt)));
        words.add("%s found.".formatted(records(counts.found())));
        say(words, counts.changed(), undone ? "put back where it was" : "moved to your account");
        say(words, counts.unchanged(), undone ? "already back" : "already in your account");
        say(
                words,
                counts.skipped(),
                undone
                        ? "changed since, so left as it is"
                        : "left where it was, as asked or by rule");
        say(words, counts.held(), "held back by the operators");
        say(words, counts.unsupported(), "damaged, so left where it was");
        say(words, counts.failed(), "not finished; the operators can try again");
        say(words, counts.pending(), "not looked at");
        Instant undoUntil = receipt.undoUntil();
        if (undoUntil != null && !undone) {
            words.add("You can take it back until %s.".formatted(TIME.format(undoUntil)));
        }
        return List.copyOf(words);
    }

    private static String state(Receipt receipt) {
        String when = when(receipt.endedAt());
        return switch (receipt.state()) {
            case "complete", "undone" -> "was finished" + when + " and checked";
            case "cancelled" -> "was stopped" + when;
            case "failed" -> "could not be done; nothing was changed";
            default -> "ended" + when + ", but not everything is done";
        };
    }

    private static String when(@Nullable Instant at) {
        return at == null ? "" : " on " + TIME.format(at);
    }

    private static void say(List<String> words, long count, String what) {
        if (count > 0) {
            words.add("%s: %s.".formatted(records(count), what));
        }
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : count + " records";
    }
}
