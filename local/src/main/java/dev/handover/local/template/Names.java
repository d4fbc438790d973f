package dev.handover.local.template;

import org.jspecify.annotations.Nullable;

/// What the template's references come to here: only the running parts know their addresses.
public interface Names {
    String REGION = "us-east-1";
    String ACCOUNT = "000000000000";
    String STACK = "handover";

    String queueUrl(String queueName);

    /// Where a KMS key's stand-in is kept.
    String key(String logicalId);

    /// Of the HTTP API, without a slash at its end.
    String apiUrl();

    /// What CloudFormation calls a resource that it made; null where it made none.
    default @Nullable String physicalId(String logicalId) {
        return null;
    }

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
