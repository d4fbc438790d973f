package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a table names its items. The id of an item is its partition key as text; with a sort key it
/// is a JSON array of both texts: `["jane","2024-05-01"]`. Bytes are text as base64.
///
/// @param names of the key's attributes, the partition's first
/// @param types of all attributes that keys of table and indexes are made of
/// @param indexes that the table has
record TableKeys(List<String> names, Map<String, ScalarAttributeType> types, Set<String> indexes) {
    private static final List<Integer> LONGEST = List.of(2048, 1024); // bytes: partition, sort

    static TableKeys of(TableDescription table) {
        Map<String, ScalarAttributeType> types = new HashMap<>();
        for (AttributeDefinition attribute : table.attributeDefinitions()) {
            types.put(attribute.attributeName(), attribute.attributeType());
        }
        List<String> names = new ArrayList<>();
        for (KeyType role : List.of(KeyType.HASH, KeyType.RANGE)) {
            table.keySchema().stream()
                    .filter(part -> part.keyType() == role)
                    .forEach(part -> names.add(part.attributeName()));
        }
        return new TableKeys(
                List.copyOf(names),
                Map.copyOf(types),
                table.globalSecondaryIndexes().stream()
                        .map(index -> index.indexName())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    String partition() {
        return names.getFirst();
    }

    String id(Map<String, AttributeValue> item) {
        List<String> texts = names.stream().map(name -> text(item.get(name))).toList();
        return texts.size() == 1 ? texts.getFirst() : Json.text(texts);
    }

    /// Empty when no item of this table can have that id.
    Optional<Map<String, AttributeValue>> key(String id) {
        List<String> texts = texts(id);
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (int i = 0; i < names.size() && i < texts.size(); i++) {
            String name = names.get(i);
            if (texts.get(i).getBytes(StandardCharsets.UTF_8).length <= LONGEST.get(i)) {
                value(name, texts.get(i)).ifPresent(value -> key.put(name, value));
            }
        }
        return key.size() == names.size() && texts.size() == names.size()
                ? Optional.of(key)
                : Optional.empty();
    }

    /// The value that a key has which reads so; empty when none does.
    Optional<AttributeValue> value(String attribute, String text) {
        if (text.isEmpty()) {
            return Optional.empty(); // an attribute of a key never is
        }
        try {
            return switch (types.get(attribute)) {
                case N -> Optional.of(AttributeValue.fromN(new BigDecimal(text).toString()));
                case B ->
                        Optional.of(
                                AttributeValue.fromB(
                                        SdkBytes.fromByteArray(Base64.getDecoder().decode(text))));
                case S -> Optional.of(AttributeValue.fromS(text));
                case null, default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no number, or no base64
        }
    }

    private List<String> texts(String id) {
        if (names.size() == 1) {
            return List.of(id);
        }
        try {
            JsonNode array = Json.parse(id);
            return array.isArray() ? array.valueStream().map(JsonNode::asText).toList() : List.of();
        } catch (Json.Malformed _) {
            return List.of();
        }
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n()).stripTrailingZeros().toString();
            case B -> Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("no type of a key");
        };
    }
}
