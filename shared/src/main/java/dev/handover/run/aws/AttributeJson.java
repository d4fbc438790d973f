package dev.handover.run.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON as DynamoDB's native attributes and back. The values come back equal; what DynamoDB doesn't
/// keep comes back in one settled form: fields in the order of their names, a number as the
/// narrowest of int, long, double (when it prints the same), big integer and decimal. So `1.0`
/// comes back as `1`.
public final class AttributeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DIGITS = 38; // significant ones; DynamoDB refuses more
    private static final int MAX_EXPONENT = 125; // 1E-130 to 9.99E+125 are DynamoDB's numbers
    private static final int MIN_EXPONENT = -130;

    private AttributeJson() {}

    /// @throws IllegalArgumentException when a number would not be kept exactly
    public static Map<String, AttributeValue> attributes(ObjectNode object) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> attributes.put(field.getKey(), attribute(field.getValue())));
        return attributes;
    }

    public static ObjectNode object(Map<String, AttributeValue> attributes) {
        ObjectNode object = NODES.objectNode();
        new TreeMap<>(attributes).forEach((name, value) -> object.set(name, json(value)));
        return object;
    }

    static AttributeValue attribute(JsonNode json) {
        return switch (json.getNodeType()) {
            case NULL -> AttributeValue.fromNul(true);
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case STRING -> AttributeValue.fromS(json.textValue());
            case NUMBER -> AttributeValue.fromN(number(json));
            case BINARY -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes(json)));
            case OBJECT -> AttributeValue.fromM(attributes((ObjectNode) json));
            case ARRAY -> {
                List<AttributeValue> values = new ArrayList<>();
                json.forEach(value -> values.add(attribute(value)));
                yield AttributeValue.fromL(values);
            }
            case MISSING, POJO ->
                    throw new IllegalArgumentException("not JSON: " + json.getNodeType());
        };
    }

    static JsonNode json(AttributeValue value) {
        return switch (value.type()) {
            case NUL -> NullNode.getInstance();
            case BOOL -> BooleanNode.valueOf(value.bool());
            case S -> TextNode.valueOf(value.s());
            case N -> number(new BigDecimal(value.n()));
            case B -> BinaryNode.valueOf(value.b().asByteArray());
            case M -> object(value.m());
            case L -> {
                ArrayNode array = NODES.arrayNode();
                value.l().forEach(element -> array.add(json(element)));
                yield array;
            }
            case SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException(
                            "an attribute that is not ours: " + value.type());
        };
    }

    private static String number(JsonNode json) {
        if (json.isFloatingPointNumber()
                && !Double.isFinite(json.doubleValue())
                && !json.isBigDecimal()) {
            throw new IllegalArgumentException("not a finite number");
        }
        BigDecimal number = json.decimalValue().stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (number.signum() != 0
                && (number.precision() > MAX_DIGITS
                        || exponent > MAX_EXPONENT
                        || exponent < MIN_EXPONENT)) {
            throw new IllegalArgumentException("a number that DynamoDB can't keep exactly");
        }
        return number.toString();
    }

    private static JsonNode number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean whole = stripped.scale() <= 0;
        if (whole && stripped.precision() - stripped.scale() <= 19) {
            BigInteger integer = stripped.toBigIntegerExact();
            if (integer.bitLength() < Integer.SIZE) {
                return NODES.numberNode(integer.intValue());
            }
            if (integer.bitLength() < Long.SIZE) {
                return NODES.numberNode(integer.longValue());
            }
        }
        double nearest = stripped.doubleValue();
        if (BigDecimal.valueOf(nearest).compareTo(stripped) == 0) {
            return NODES.numberNode(nearest);
        }
        return whole ? NODES.numberNode(stripped.toBigIntegerExact()) : NODES.numberNode(stripped);
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return json.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
