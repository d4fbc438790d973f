package dev.handover.store.neo4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.handover.store.Members;
import dev.handover.store.Members.Unfit;

import org.neo4j.driver.Values;
import org.neo4j.driver.types.IsoDuration;
import org.neo4j.driver.types.Point;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// A property's value as JSON and back, exactly: integers have no point, floats always have one,
/// and everything that JSON has no value for is wrapped by its Cypher type's name.
final class NodeValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NodeValues() {}

    /// @param value as the driver's `Value.asObject` gives it
    static JsonNode json(Object value) {
        return switch (value) {
            case String text -> TextNode.valueOf(text);
            case Long integer -> LongNode.valueOf(integer);
            case Boolean bool -> BooleanNode.valueOf(bool);
            case Double number when Double.isFinite(number) -> DoubleNode.valueOf(number);
            case Double number -> Members.wrapped("float", number.toString());
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case byte[] bytes ->
                    Members.wrapped("bytes", Base64.getEncoder().encodeToString(bytes));
            case LocalDate date -> Members.wrapped("date", date.toString());
            case LocalTime time -> Members.wrapped("local time", time.toString());
            case OffsetTime time -> Members.wrapped("zoned time", time.toString());
            case LocalDateTime moment -> Members.wrapped("local datetime", moment.toString());
            case ZonedDateTime moment -> Members.wrapped("zoned datetime", moment.toString());
            case IsoDuration duration ->
                    Members.wrapped(
                            "duration",
                            JSON.arrayNode()
                                    .add(duration.months())
                                    .add(duration.days())
                                    .add(duration.seconds())
                                    .add(duration.nanoseconds()));
            case Point point -> Members.wrapped("point", json(point));
            default -> Members.wrapped("unknown", value.getClass().getSimpleName());
        };
    }

    private static ArrayNode json(Point point) {
        ArrayNode parts = JSON.arrayNode().add(point.srid()).add(point.x()).add(point.y());
        return Double.isNaN(point.z()) ? parts : parts.add(point.z());
    }

    /// What the driver takes for it.
    ///
    /// @throws Unfit when a property can't hold it, or no condition can compare it
    static Object property(JsonNode json) {
        return switch (json) {
            case ArrayNode array -> list(array);
            case NullNode _ -> throw new Unfit("null-in-a-list");
            default -> scalar(json);
        };
    }

    private static Object scalar(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber()) {
            if (!json.canConvertToLong()) {
                throw new Unfit("number-too-large");
            }
            return json.longValue();
        }
        if (json.isFloatingPointNumber()) {
            return json.doubleValue();
        }
        try {
            return unwrapped(Members.type(json), Members.value(json));
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new Unfit("malformed-value");
        }
    }

    private static Object unwrapped(String type, JsonNode value) {
        return switch (type) {
            case "float" -> special(value.asText());
            case "bytes" -> Base64.getDecoder().decode(value.asText());
            case "date" -> LocalDate.parse(value.asText());
            case "local time" -> LocalTime.parse(value.asText());
            case "zoned time" -> OffsetTime.parse(value.asText());
            case "local datetime" -> LocalDateTime.parse(value.asText());
            case "zoned datetime" -> ZonedDateTime.parse(value.asText());
            case "duration" -> duration(parts(value, JsonNode::canConvertToLong));
            case "point" -> point(parts(value, JsonNode::isNumber));
            default -> throw new Unfit("unknown-type");
        };
    }

    private static Object special(String number) {
        double special = Double.parseDouble(number);
        if (Double.isNaN(special)) {
            throw new Unfit("nan"); // equals nothing, so no write can be conditional on it
        }
        return special;
    }

    private static List<JsonNode> parts(JsonNode value, Function<JsonNode, Boolean> fits) {
        List<JsonNode> parts = new ArrayList<>();
        value.forEach(parts::add);
        if (!value.isArray() || !parts.stream().allMatch(fits::apply)) {
            throw new Unfit("malformed-value");
        }
        return parts;
    }

    private static Object duration(List<JsonNode> parts) {
        if (parts.size() != 4) {
            throw new Unfit("malformed-value");
        }
        return Values.isoDuration(
                        parts.get(0).longValue(),
                        parts.get(1).longValue(),
                        parts.get(2).longValue(),
                        parts.get(3).intValue())
                .asIsoDuration();
    }

    private static Object point(List<JsonNode> parts) {
        return switch (parts.size()) {
            case 3 ->
                    Values.point(
                                    parts.get(0).intValue(),
                                    parts.get(1).doubleValue(),
                                    parts.get(2).doubleValue())
                            .asPoint();
            case 4 ->
                    Values.point(
                                    parts.get(0).intValue(),
                                    parts.get(1).doubleValue(),
                                    parts.get(2).doubleValue(),
                                    parts.get(3).doubleValue())
                            .asPoint();
            default -> throw new Unfit("malformed-value");
        };
    }

    /// A property's list has elements of one type; of others Neo4j makes one, or refuses them.
    private static List<Object> list(ArrayNode array) {
        List<Object> list = new ArrayList<>();
        for (JsonNode element : array) {
            if (element.isArray()) {
                throw new Unfit("nested-list");
            }
            Object value = property(element);
            if (value instanceof byte[]) {
                throw new Unfit("nested-list");
            }
            if (!list.isEmpty() && list.getFirst().getClass() != value.getClass()) {
                throw new Unfit("mixed-list");
            }
            list.add(value);
        }
        return list;
    }
}
