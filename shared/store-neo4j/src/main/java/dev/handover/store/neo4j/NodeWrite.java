package dev.handover.store.neo4j;

import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// One change as a row of the statement that does it.
///
/// @param at its place among the changes of the call
/// @param after the document when it is done
record NodeWrite(int at, Change change, String statement, Map<String, Object> row, Document after) {
    Key key() {
        return change.read().key();
    }

    /// @param refusal the server's, if it was one
    Written notDone(Document now, @Nullable String refusal) {
        if (!now.has(change.read().content())) {
            return new Written.MovedOn(now);
        }
        if (refusal != null) {
            return new Written.Refused(refusal);
        }
        if (change.after() != null) {
            return new Written.MovedOn(now); // there and back again
        }
        return now.exists() ? new Written.Refused("has-relationships") : new Written.Done(now);
    }
}
