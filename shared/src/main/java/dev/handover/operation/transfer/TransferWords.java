package dev.handover.operation.transfer;

import dev.handover.document.Counts;
import dev.handover.operation.ReceiptSentences;
import dev.handover.run.Receipts.Receipt;

import java.util.List;

/// A receipt in sentences, for those whose records it is about. Names nobody; what it says of
/// records, it says in numbers.
final class TransferWords {
    private TransferWords() {}

    static List<String> of(Receipt receipt) {
        Counts counts = receipt.byKind().total();
        ReceiptSentences words = new ReceiptSentences(receipt, "The transfer");
        boolean undone = words.isUndone();
        words.say(counts.changed(), undone ? "as before again" : "show the new owner now");
        words.say(counts.unchanged(), undone ? "as before already" : "needed no change");
        words.say(
                counts.skipped(),
                undone ? "changed since, so left as it is" : "left where they are, by a rule");
        words.say(counts.held(), "held back by the operators; done when they release it");
        words.say(counts.unsupported(), "could not be worked on, so left as they were");
        words.say(counts.failed(), "not finished; the operators can try again");
        words.addUndoUntil("Until %s the operators can take it back.");
        return words.all();
    }
}
