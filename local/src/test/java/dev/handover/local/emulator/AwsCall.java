package dev.handover.local.emulator;

import java.util.regex.Pattern;

/// What a function did, as a policy would name it.
///
/// @param function logical id
/// @param action as `s3:PutObject`
/// @param resource ARN
public record AwsCall(String function, String action, String resource)
        implements Comparable<AwsCall> {
    @Override
    public int compareTo(AwsCall other) {
        return toString().compareTo(other.toString());
    }

    /// As a right, whose resource may have `*` for anything.
    public boolean covers(AwsCall call) {
        return function.equals(call.function)
                && action.equals(call.action)
                && Pattern.matches(Pattern.quote(resource).replace("*", "\\E.*\\Q"), call.resource);
    }
}
