package dev.handover.crash;

/// A run did not do what was promised.
final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1;

    Divergence(String what) {
        super(what);
    }

    Divergence(String what, Throwable cause) {
        super(what, cause);
    }
}
