package dev.handover.local.stack;

import dev.handover.local.template.Template;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.util.LinkedHashMap;
import java.util.Map;

/// A stack that CloudFormation has made from the template: its functions run here, on its tables,
/// queues, buckets and keys.
///
/// @param physicalIds by logical ids
/// @param variables what each function is given besides, by its logical id: the credentials of its
///   role, and where the services are
/// @param receiptKey the public half of the key that signs receipts, in base64
/// @param sqs polls the queues in the functions' stead
public record Deployment(
        Map<String, String> physicalIds,
        Map<String, Map<String, String>> variables,
        String receiptKey,
        SqsClient sqs) {

    /// The queues' URLs by name.
    public Map<String, String> queues(Template template) {
        Map<String, String> urls = new LinkedHashMap<>();
        template.queues()
                .forEach(queue ->
                        urls.put(
                                queue.name(),
                                physicalIds.getOrDefault(queue.logicalId(), queue.name())));
        return urls;
    }

    public Map<String, String> variables(String function) {
        return variables.getOrDefault(function, Map.of());
    }
}
