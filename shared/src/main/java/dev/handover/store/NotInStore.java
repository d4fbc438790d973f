package dev.handover.store;

/// The data map names what the store doesn't have: a table, a column, a bucket, an index. No
/// trouble that passes by itself: somebody makes it there, or corrects the map. The message is made
/// of the map's own words.
public final class NotInStore extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// The code in receipts and reasons.
    public static final String CODE = "not-in-store";

    /// @param store as the data map calls it
    /// @param what the kind of thing, and its name in the data map
    public NotInStore(String store, String what) {
        super("the store " + store + " has no " + what);
    }

    /// Code and message, for the reason of a run.
    public String reason() {
        return CODE + ": " + getMessage();
    }
}
