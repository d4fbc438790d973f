package dev.handover.crash;

import dev.handover.store.StoreUnavailable;

/// What a port of the engine throws in the simulated world: it was throttled, met a conflict, or
/// the answer got lost on its way.
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    Trouble(String port) {
        super(port, null, false, false);
    }

    static RuntimeException of(String port) {
        Trouble trouble = new Trouble(port);
        return port.equals("Store") ? new StoreUnavailable("store", trouble) : trouble;
    }

    /// Whether the simulation itself made this happen; all else is a mistake of the engine.
    static boolean isOurs(Throwable thrown) {
        return thrown instanceof Crash
                || thrown instanceof Trouble
                || thrown instanceof StoreUnavailable;
    }
}
