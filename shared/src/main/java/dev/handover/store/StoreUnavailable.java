package dev.handover.store;

/// A store did not answer, or answered that it can't now. Whether a write in flight took place is
/// unknown. The message names the store and the trouble, never a key or a value.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailable(String store, Throwable cause) {
        super("store " + store + " is unavailable: " + cause.getClass().getSimpleName(), cause);
    }
}
