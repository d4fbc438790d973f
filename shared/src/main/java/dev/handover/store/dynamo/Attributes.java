package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Members;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An attribute as JSON, and back to an equal one. A number that neither a whole number nor a
/// double of JSON is exactly, bytes and sets are wrapped as [Members] says, and so is a map that
/// looks wrapped. Sets are sorted.
final class Attributes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_WHOLE = 38; // digits; DynamoDB keeps no more

    private Attributes() {}

    static JsonNode json(AttributeValue value) {
        return switch (value.type()) {
            case NUL -> JSON.nullNode();
            case BOOL -> JSON.booleanNode(value.bool());
            case S -> JSON.textNode(value.s());
            case N -> number(value.n());
            case B -> Members.wrapped("binary", base64(value.b()));
            case L -> array(value.l().stream().map(Attributes::json).toList());
            case M -> map(value.m());
            case SS -> Members.wrapped("string-set", sorted(value.ss()));
            case NS -> Members.wrapped("number-set", sorted(value.ns()));
            case BS ->
                    Members.wrapped(
                            "binary-set",
                            sorted(value.bs().stream().map(Attributes::base64).toList()));
            case UNKNOWN_TO_SDK_VERSION -> throw new Members.Unfit("unknown-type");
        };
    }

    /// @throws Members.Unfit when no attribute is like that
    static AttributeValue of(JsonNode json) {
        return switch (json.getNodeType()) {
            case NULL -> AttributeValue.fromNul(true);
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case STRING -> AttributeValue.fromS(json.textValue());
            case NUMBER -> AttributeValue.fromN(finite(json).decimalValue().toString());
            case ARRAY -> AttributeValue.fromL(json.valueStream().map(Attributes::of).toList());
            case OBJECT ->
                    json.has("$type") ? unwrapped(json) : AttributeValue.fromM(members(json));
            case BINARY, MISSING, POJO -> throw new Members.Unfit("not-json");
        };
    }

    private static AttributeValue unwrapped(JsonNode json) {
        JsonNode value = Members.value(json);
        return switch (Members.type(json)) {
            case "number" -> AttributeValue.fromN(value.asText());
            case "binary" -> AttributeValue.fromB(bytes(value));
            case "map" -> AttributeValue.fromM(members(value));
            case "string-set" ->
                    AttributeValue.fromSs(value.valueStream().map(JsonNode::asText).toList());
            case "number-set" ->
                    AttributeValue.fromNs(value.valueStream().map(JsonNode::asText).toList());
            case "binary-set" ->
                    AttributeValue.fromBs(value.valueStream().map(Attributes::bytes).toList());
            default -> throw new Members.Unfit("unknown-type");
        };
    }

    private static JsonNode finite(JsonNode number) {
        if (number.isDouble() && !Double.isFinite(number.doubleValue())) {
            throw new Members.Unfit("too-large-a-number");
        }
        return number;
    }

    private static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.scale() <= 0 && number.precision() - number.scale() <= LONGEST_WHOLE) {
            return JSON.numberNode(number.toBigIntegerExact());
        }
        double nearest = number.doubleValue();
        return BigDecimal.valueOf(nearest).compareTo(number) == 0
                ? JSON.numberNode(nearest)
                : Members.wrapped("number", number.toString());
    }

    private static JsonNode map(Map<String, AttributeValue> attributes) {
        ObjectNode object = JSON.objectNode();
        new TreeMap<>(attributes).forEach((name, value) -> object.set(name, json(value)));
        return object.has("$type") ? Members.wrapped("map", object) : object;
    }

    private static Map<String, AttributeValue> members(JsonNode object) {
        Map<String, AttributeValue> members = new HashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
        return members;
    }

    private static ArrayNode array(List<JsonNode> values) {
        return JSON.arrayNode().addAll(values);
    }

    private static ArrayNode sorted(List<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.stream().sorted().forEach(array::add);
        return array;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }

    private static SdkBytes bytes(JsonNode base64) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64.asText()));
        } catch (IllegalArgumentException _) {
            throw new Members.Unfit("not-base64");
        }
    }

    /// Whether two attributes are the same to DynamoDB, which knows no order in a set and no
    /// trailing zeros.
    static boolean same(AttributeValue one, AttributeValue other) {
        return json(one).equals(json(other));
    }

    /// The texts by which a reference may find this value itself.
    static List<String> texts(AttributeValue value) {
        return switch (value.type()) {
            case S -> List.of(value.s());
            case N -> List.of(value.n());
            case BOOL -> List.of(value.bool().toString());
            case NUL, B, L, M, SS, NS, BS, UNKNOWN_TO_SDK_VERSION -> List.of();
        };
    }

    /// The texts by which a reference may find a list or set that holds them.
    static List<String> textsWithin(AttributeValue value) {
        return switch (value.type()) {
            case SS -> value.ss();
            case NS -> value.ns();
            case L -> {
                List<String> texts = new ArrayList<>();
                value.l().forEach(element -> texts.addAll(texts(element)));
                yield texts;
            }
            case S, N, BOOL, NUL, B, M, BS, UNKNOWN_TO_SDK_VERSION -> List.of();
        };
    }
}
