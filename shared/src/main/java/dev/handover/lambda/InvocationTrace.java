package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.Context;

import org.jspecify.annotations.Nullable;

/// The trace that Lambda gave an invocation: for work that came without one of its own.
public final class InvocationTrace {
    /// Where Lambda's runtime puts it, also when it is too old to tell it through the context.
    private static final String PROPERTY = "com.amazonaws.xray.traceHeader";

    private InvocationTrace() {}

    public static @Nullable String of(Context context) {
        String told = context.getXrayTraceId();
        return told == null ? System.getProperty(PROPERTY) : told;
    }
}
