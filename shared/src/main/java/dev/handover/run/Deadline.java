package dev.handover.run;

/// Says when to stop cleanly: a tenth of the function's time is kept for that.
@FunctionalInterface
public interface Deadline {
    Deadline NONE = () -> false;

    boolean isNear();
}
