package dev.handover.local.stack;

import dev.handover.local.LocalProblem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The keys with which clients sign.
record AwsAccess(String keyId, String secret, @Nullable String sessionToken) {
    /// The embedded servers take any, but all the same one. DynamoDB Local wants letters and digits
    /// only.
    static final AwsAccess EMBEDDED = new AwsAccess("local", "local", null);

    static AwsAccess from(Map<String, String> environment) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
            if (environment.getOrDefault(name, "").isBlank()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new LocalProblem(
                    "AWS_ENDPOINT_URL is set, but not " + String.join(" and ", missing));
        }
        return new AwsAccess(
                environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                environment.get("AWS_SESSION_TOKEN"));
    }
}
