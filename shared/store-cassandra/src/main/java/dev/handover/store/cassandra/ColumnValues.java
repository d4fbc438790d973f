package dev.handover.store.cassandra;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.handover.store.Members;
import dev.handover.store.Members.Unfit;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A column's value as JSON and back, exactly. The column says what it is: a list and a set are
/// arrays, a map with text keys is an object. A blob is wrapped in base64, and everything else that
/// JSON has no value for as the literal that CQL has for it.
final class ColumnValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String BLOB = "blob";

    private final CodecRegistry codecs;

    ColumnValues(CodecRegistry codecs) {
        this.codecs = codecs;
    }

    JsonNode json(DataType type, Object value) {
        return switch (value) {
            case String text -> TextNode.valueOf(text);
            case Boolean bool -> BooleanNode.valueOf(bool);
            case Byte number -> LongNode.valueOf(number);
            case Short number -> LongNode.valueOf(number);
            case Integer number -> LongNode.valueOf(number);
            case Long number -> LongNode.valueOf(number);
            case BigInteger number -> BigIntegerNode.valueOf(number);
            case Float number when Float.isFinite(number) -> FloatNode.valueOf(number);
            case Double number when Double.isFinite(number) -> DoubleNode.valueOf(number);
            case UUID uuid -> TextNode.valueOf(uuid.toString());
            case InetAddress address -> TextNode.valueOf(address.getHostAddress());
            case ByteBuffer bytes -> Members.wrapped(BLOB, base64(bytes));
            case List<?> list when type instanceof ListType of -> array(of.getElementType(), list);
            case Collection<?> set when type instanceof SetType of ->
                    array(of.getElementType(), set);
            case Map<?, ?> map when type instanceof MapType of && isText(of.getKeyType()) -> {
                ObjectNode object = JSON.objectNode();
                map.forEach(
                        (name, one) -> object.set(name.toString(), json(of.getValueType(), one)));
                yield object;
            }
            default ->
                    Members.wrapped(type.asCql(false, false), codecs.codecFor(type).format(value));
        };
    }

    private ArrayNode array(DataType type, Collection<?> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(value -> array.add(json(type, value)));
        return array;
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }

    private static boolean isText(DataType type) {
        return type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII);
    }

    /// @throws Unfit when a column of that type can't hold it
    Object value(DataType type, JsonNode json) {
        try {
            return fitting(type, json);
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw new Unfit("malformed-value");
        }
    }

    /// Of a key column that isn't text: what [#json] made of it, as text.
    ///
    /// @throws Unfit when it is none
    Object key(DataType type, String text) {
        try {
            return parsed(type, type.equals(DataTypes.INET) ? "'" + text + "'" : text);
        } catch (IllegalArgumentException _) {
            throw new Unfit("malformed-id");
        }
    }

    private Object fitting(DataType type, JsonNode json) {
        if (json.isTextual()) {
            // a text, an id, an address; CQL's literal of the first is in quotes
            return isText(type) ? json.textValue() : parsed(type, quoted(type, json.textValue()));
        }
        if (json.isArray() && type instanceof ListType of) {
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(value(of.getElementType(), element)));
            return list;
        }
        if (json.isArray() && type instanceof SetType of) {
            LinkedHashSet<Object> set = new LinkedHashSet<>();
            json.forEach(element -> set.add(value(of.getElementType(), element)));
            return set;
        }
        if (json.isObject() && type instanceof MapType of && isText(of.getKeyType())) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties()
                    .forEach(
                            one -> map.put(one.getKey(), value(of.getValueType(), one.getValue())));
            return map;
        }
        if (json.isBoolean() || json.isNumber()) {
            return parsed(type, json.asText());
        }
        String wrapped = Members.type(json);
        String value = Members.value(json).asText();
        if (wrapped.equals(BLOB) && type.equals(DataTypes.BLOB)) {
            return ByteBuffer.wrap(Base64.getDecoder().decode(value));
        }
        if (!wrapped.equals(type.asCql(false, false))) {
            throw new Unfit("wrong-type");
        }
        return parsed(type, value);
    }

    private static String quoted(DataType type, String text) {
        if (type.equals(DataTypes.UUID) || type.equals(DataTypes.TIMEUUID)) {
            return text;
        }
        if (type.equals(DataTypes.INET)) {
            return "'" + text + "'";
        }
        throw new Unfit("wrong-type");
    }

    private Object parsed(DataType type, String literal) {
        TypeCodec<Object> codec = codecs.codecFor(type);
        Object value = codec.parse(literal);
        if (value == null) {
            throw new Unfit("malformed-value");
        }
        return value;
    }
}
