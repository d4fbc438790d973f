package dev.handover.document;

/// A text that should be JSON and isn't, or not of a form that we work on. Holds a code and nothing
/// of the text.
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Unreadable(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /// A code in kebab case.
    public String reason() {
        return reason;
    }
}
