package dev.handover.local.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A DynamoDB table of the template.
///
/// @param attributeTypes of all key attributes: `S`, `N` or `B`
/// @param expiry the attribute that holds the time of expiry, if any
public record Table(
        String name,
        KeySchema key,
        Map<String, String> attributeTypes,
        List<Index> indexes,
        @Nullable String expiry) {

    public record KeySchema(String partition, @Nullable String sort) {}

    /// @param projection `ALL`, `KEYS_ONLY` or `INCLUDE`
    /// @param included the attributes of `INCLUDE`
    public record Index(String name, KeySchema key, String projection, List<String> included) {}
}
