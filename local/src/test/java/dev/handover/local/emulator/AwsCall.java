package dev.handover.local.emulator;

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
}
