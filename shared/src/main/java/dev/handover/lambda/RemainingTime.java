package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.Context;

import dev.handover.run.Deadline;

/// The deadline of one invocation: near when less than a tenth of the time is left that there was
/// at its start.
public final class RemainingTime implements Deadline {
    private static final int KEPT = 10; // a tenth

    private final Context context;
    private final int reserve; // milliseconds

    public RemainingTime(Context context) {
        this.context = context;
        reserve = context.getRemainingTimeInMillis() / KEPT;
    }

    @Override
    public boolean isNear() {
        return context.getRemainingTimeInMillis() < reserve;
    }
}
