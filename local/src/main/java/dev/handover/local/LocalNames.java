package dev.handover.local;

import dev.handover.local.template.Names;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The addresses behind the template's references, as they become known.
final class LocalNames implements Names {
    private final Map<String, String> queueUrls = new ConcurrentHashMap<>();
    private final Path keys;
    private final String apiUrl;
    private final Map<String, String> made;

    /// @param keys the folder of the keys' files
    LocalNames(Path keys, String apiUrl) {
        this(keys, apiUrl, Map.of());
    }

    /// @param made physical ids of what CloudFormation made, by logical ids
    LocalNames(Path keys, String apiUrl, Map<String, String> made) {
        this.keys = keys;
        this.apiUrl = apiUrl;
        this.made = made;
    }

    void queuesAre(Map<String, String> urls) {
        queueUrls.putAll(urls);
    }

    @Override
    public String queueUrl(String queueName) {
        return Objects.requireNonNull(queueUrls.get(queueName), queueName);
    }

    /// A file in place of KMS, where there is none.
    @Override
    public String key(String logicalId) {
        String id = made.get(logicalId);
        return id == null ? "file:" + keys.resolve(logicalId) : Names.arn("kms", "key/" + id);
    }

    @Override
    public @Nullable String physicalId(String logicalId) {
        return made.get(logicalId);
    }

    @Override
    public String apiUrl() {
        return apiUrl;
    }
}
