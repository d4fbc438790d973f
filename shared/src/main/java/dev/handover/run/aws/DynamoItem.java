package dev.handover.run.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.run.ItemTooLarge;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How an [Item] lies in DynamoDB: its keys, its version and who wrote it at the top, the fields
/// that the index and the time to live need beside them, all others in the map [#BODY], where no
/// field's name can collide with ours.
public final class DynamoItem {
    public static final String PARTITION = "pk"; // string
    public static final String SORT = "sk"; // string
    public static final String VERSION = "version"; // number; from 1
    public static final String WRITER =
            "writer"; // string; another for each put, so that one can tell its own
    public static final String BODY = "body"; // map

    private static final List<String> AT_THE_TOP =
            List.of(Table.LISTED, Table.LISTED_AT, Table.EXPIRES);
    private static final int PER_ELEMENT = 1; // bytes of a list or map, as DynamoDB counts
    private static final int PER_COLLECTION = 3;

    private DynamoItem() {}

    /// @throws IllegalArgumentException when a key is empty, or a field for the index or the time
    ///   to live is not of its type
    /// @throws ItemTooLarge over 400 KB
    public static Map<String, AttributeValue> attributes(Item item, long version, String writer) {
        checkFields(item.body());
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(key(item.id()));
        attributes.put(VERSION, AttributeValue.fromN(Long.toString(version)));
        attributes.put(WRITER, AttributeValue.fromS(writer));
        ObjectNode rest = item.body().deepCopy();
        for (String name : AT_THE_TOP) {
            JsonNode field = rest.remove(name);
            if (field != null) {
                attributes.put(name, AttributeJson.attribute(field));
            }
        }
        attributes.put(BODY, AttributeValue.fromM(AttributeJson.attributes(rest)));
        long bytes = size(attributes);
        if (bytes > ItemTooLarge.LIMIT_BYTES) {
            throw new ItemTooLarge(bytes);
        }
        return attributes;
    }

    public static Item item(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> body = new LinkedHashMap<>(attributes.get(BODY).m());
        for (String name : AT_THE_TOP) {
            AttributeValue value = attributes.get(name);
            if (value != null) {
                body.put(name, value);
            }
        }
        return new Item(
                id(attributes),
                Long.parseLong(attributes.get(VERSION).n()),
                AttributeJson.object(body));
    }

    static Map<String, AttributeValue> key(Id id) {
        if (id.partition().isEmpty() || id.sort().isEmpty()) {
            throw new IllegalArgumentException("an item's keys are not empty");
        }
        return Map.of(
                PARTITION, AttributeValue.fromS(id.partition()),
                SORT, AttributeValue.fromS(id.sort()));
    }

    static Id id(Map<String, AttributeValue> attributes) {
        return new Id(attributes.get(PARTITION).s(), attributes.get(SORT).s());
    }

    private static void checkFields(ObjectNode body) {
        JsonNode listed = body.get(Table.LISTED);
        JsonNode listedAt = body.get(Table.LISTED_AT);
        JsonNode expires = body.get(Table.EXPIRES);
        if ((listed == null) != (listedAt == null)) {
            throw new IllegalArgumentException(
                    Table.LISTED + " and " + Table.LISTED_AT + " go together");
        }
        if (listed != null && listedAt != null && !(isText(listed) && isText(listedAt))) {
            throw new IllegalArgumentException(
                    Table.LISTED + " and " + Table.LISTED_AT + " are strings, not empty");
        }
        if (expires != null && !expires.canConvertToLong()) {
            throw new IllegalArgumentException(
                    Table.EXPIRES + " is a number, seconds since the epoch");
        }
    }

    private static boolean isText(JsonNode field) {
        return field.isTextual() && !field.textValue().isEmpty();
    }

    /// As DynamoDB counts an item; numbers are rounded up.
    private static long size(Map<String, AttributeValue> attributes) {
        long bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            bytes += utf8(attribute.getKey()) + size(attribute.getValue());
        }
        return bytes;
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> value.n().length() / 2 + 2;
            case B -> value.b().asByteArrayUnsafe().length;
            case M -> PER_COLLECTION + (long) PER_ELEMENT * value.m().size() + size(value.m());
            case L -> {
                long bytes = PER_COLLECTION;
                for (AttributeValue element : value.l()) {
                    bytes += PER_ELEMENT + size(element);
                }
                yield bytes;
            }
            case NUL, BOOL -> 1;
            case SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("not ours: " + value.type());
        };
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
