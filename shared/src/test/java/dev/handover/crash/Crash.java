package dev.handover.crash;

/// The process ends here, as Lambda ends it: no handler catches it, nothing after it runs.
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(String how) {
        super(how, null, false, false);
    }
}
