package dev.handover.local;

/// Why the local run can't go on, and what to do about it. For the person at the terminal: no stack
/// trace.
public final class LocalProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LocalProblem(String what) {
        super(what);
    }

    public LocalProblem(String what, Throwable cause) {
        super(what, cause);
    }
}
