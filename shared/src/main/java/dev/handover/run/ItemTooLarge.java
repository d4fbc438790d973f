package dev.handover.run;

/// An item that a [Table] never takes: it is larger than 400 KB, DynamoDB's limit. Nothing was
/// written. The message says how large, nothing of what is in it.
public final class ItemTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// As DynamoDB counts: UTF-8, with the names of attributes.
    public static final int LIMIT_BYTES = 400 * 1024;

    public ItemTooLarge(long bytes) {
        super(
                "the item has "
                        + bytes
                        + " bytes, more than the "
                        + LIMIT_BYTES
                        + " that a table takes");
    }
}
