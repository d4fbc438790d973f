package dev.handover.operation.erase;

import dev.handover.document.Counts;
import dev.handover.operation.ReceiptSentences;
import dev.handover.run.Receipts.Receipt;

import java.util.List;
import java.util.Map;

/// A receipt in sentences, for the person who was erased: what is gone, and what stays and why.
/// Names nobody; what it says of records, it says in numbers.
final class EraseWords {
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
        Counts counts = receipt.byKind().total();
        ReceiptSentences words = new ReceiptSentences(receipt, "The erasure");
        boolean undone = words.isUndone();
        words.say(counts.changed(), undone ? "as before again" : "your name was taken out");
        words.say(counts.unchanged(), undone ? "as before already" : "did not hold your name");
        words.say(counts.skipped(), undone ? "changed since, so left as it is" : "left by a rule");
        words.say(counts.held(), "held back by the operators; done when they release it");
        words.say(counts.unsupported(), "could not be worked on, so left as it was");
        words.say(counts.failed(), "not finished; the operators can try again");
        if (!undone) {
            Map<String, Long> mentions = receipt.mentions() == null ? Map.of() : receipt.mentions();
            mentions.forEach((rule, places) ->
                    words.add(
                            "Your name can still be found in %s: %s."
                                    .formatted(
                                            ReceiptSentences.records(places),
                                            WHY.getOrDefault(rule, "the rule " + rule))));
            words.add("Your user id stays where it is: it keeps records together, and is no name.");
            stays.forEach(words::add);
            words.addUndoUntil(
                    "Until %s the operators can take it back; then what is needed for that is"
                            + " destroyed.");
        }
        return words.all();
    }
}
