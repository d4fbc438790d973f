package dev.handover.local;

/// The command's exit status, for scripts.
enum Exit {
    COMPLETE(0),
    USAGE(2),
    INCOMPLETE(3),
    REFUSED(4),
    WAITING(5);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
