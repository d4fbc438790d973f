package dev.handover.local;

import dev.handover.local.template.Names;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The addresses behind the template's references, as they become known.
final class LocalNames implements Names {
    private final Map<String, String> queueUrls = new ConcurrentHashMap<>();
    private final Path keys;
    private final String apiUrl;

    /// @param keys the folder of the keys' files
    LocalNames(Path keys, String apiUrl) {
        this.keys = keys;
        this.apiUrl = apiUrl;
    }

    void queuesAre(Map<String, String> urls) {
        queueUrls.putAll(urls);
    }

    @Override
    public String queueUrl(String queueName) {
        return Objects.requireNonNull(queueUrls.get(queueName), queueName);
    }

    /// A file in place of KMS.
    @Override
    public String key(String logicalId) {
        return "file:" + keys.resolve(logicalId);
    }

    @Override
    public String apiUrl() {
        return apiUrl;
    }
}
