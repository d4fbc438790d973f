package dev.handover.operation.erase;

import dev.handover.document.Counts;
import dev.handover.run.Receipts.Receipt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A receipt in sentences, for the person who was erased: what is gone, and what stays and why.
/// Names nobody; what it says of records, it says in numbers.
final class EraseWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /// Why a name stays, by the code of the rule; a rule of the map's own says its code.
    private static final Map<String, String> WHY =
            Map.of(
                    "retired", "they are retired, and retired records are not changed",
                    "list", "your name stands in a list there, which is not changed",
                    "later-occurrence", "your name stands in a list there more than once",
                    "wrong-type", "there is no text where a name should be",
                    "unreadable", "they are damaged",
                    "name-elsewhere",
                            "the same name stands there without your id, so it may be somebody"
                                    + " else's",
                    "no-mapped-type", "they are of a kind that is not changed");

    private EraseWords() {}

    /// @param stays what else stays, as the map says
    static List<String> of(Receipt receipt, List<String> stays) {
        boolean undone = receipt.leg().equals("undo");
        Counts counts = receipt.byKind().total();
        List<String> words = new ArrayList<>();
        words.add("%s %s.".formatted(undone ? "Taking it back" : "The erasure", state(receipt)));
        say(words, counts.changed(), undone ? "as before again" : "your name was taken out");
        say(words, counts.unchanged(), undone ? "as before already" : "did not hold your name");
        say(words, counts.skipped(), undone ? "changed since, so left as it is" : "left by a rule");
        say(words, counts.held(), "held back by the operators; done when they release it");
        say(words, counts.unsupported(), "could not be worked on, so left as it was");
        say(words, counts.failed(), "not finished; the operators can try again");
        if (!undone) {
            Map<String, Long> mentions = receipt.mentions() == null ? Map.of() : receipt.mentions();
            mentions.forEach((rule, places) ->
                    words.add(
                            "Your name can still be found in %s: %s."
                                    .formatted(
                                            records(places),
                                            WHY.getOrDefault(rule, "the rule " + rule))));
            words.add("Your user id stays where it is: it keeps records together, and is no name.");
            words.addAll(stays);
            Instant undoUntil = receipt.undoUntil();
            if (undoUntil != null) {
                words.add(
                        "Until %s the operators can take it back; then what is needed for that is destroyed."
                                .formatted(TIME.format(undoUntil)));
            }
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
            words.add("%s: %s.".formatted(records(count), what));
        }
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : count + " records";
    }
}
