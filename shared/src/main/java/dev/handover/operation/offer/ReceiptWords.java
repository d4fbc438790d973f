package dev.handover.operation.offer;

import dev.handover.document.Counts;
import dev.handover.operation.ReceiptSentences;
import dev.handover.run.Receipts.Receipt;

import java.util.List;

/// A receipt in sentences, for the person whose records it is about. Names nobody and nothing: what
/// it says of records, it says in numbers.
public final class ReceiptWords {
    private ReceiptWords() {}

    public static List<String> of(Receipt receipt) {
        Counts counts = receipt.byKind().total();
        ReceiptSentences words = new ReceiptSentences(receipt, "The move");
        boolean undone = words.isUndone();
        words.add("%s found.".formatted(ReceiptSentences.records(counts.found())));
        words.say(counts.changed(), undone ? "put back where it was" : "moved to your account");
        words.say(counts.unchanged(), undone ? "already back" : "already in your account");
        words.say(
                counts.skipped(),
                undone
                        ? "changed since, so left as it is"
                        : "left where it was, as asked or by rule");
        words.say(counts.held(), "held back by the operators");
        words.say(counts.unsupported(), "damaged, so left where it was");
        words.say(counts.failed(), "not finished; the operators can try again");
        words.say(counts.pending(), "not looked at");
        words.addUndoUntil("You can take it back until %s.");
        return words.all();
    }
}
