package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Locale;

/// A column, and how its values are JSON: whole numbers and doubles as numbers, texts as texts,
/// bytes as text where they are UTF-8 (MediaWiki keeps all its text so), else wrapped as [Members]
/// says, and so is the rest: decimals, dates and times. A form of a value comes back as the very
/// same value.
record Column(String name, Form form) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    enum Form {
        WHOLE,
        DECIMAL,
        FLOAT,
        DOUBLE,
        TEXT,
        BYTES,
        BITS,
        DATE,
        TIME,
        DATETIME,
        TIMESTAMP,
        YEAR,
        /// Everything that reads and is written as some text of its own: addresses, UUIDs, JSON.
        OTHER_TEXT,
        GEOMETRY
    }

    /// @param type as `information_schema.columns.data_type` has it
    static Column of(String name, String type) {
        return new Column(
                name,
                switch (type) {
                    case "tinyint", "smallint", "mediumint", "int", "bigint" -> Form.WHOLE;
                    case "decimal" -> Form.DECIMAL;
                    case "float" -> Form.FLOAT;
                    case "double" -> Form.DOUBLE;
                    case "char",
                            "varchar",
                            "tinytext",
                            "text",
                            "mediumtext",
                            "longtext",
                            "enum",
                            "set" ->
                            Form.TEXT;
                    case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                            Form.BYTES;
                    case "bit" -> Form.BITS;
                    case "date" -> Form.DATE;
                    case "time" -> Form.TIME;
                    case "datetime" -> Form.DATETIME;
                    case "timestamp" -> Form.TIMESTAMP;
                    case "year" -> Form.YEAR;
                    case "geometry",
                            "point",
                            "linestring",
                            "polygon",
                            "multipoint",
                            "multilinestring",
                            "multipolygon",
                            "geometrycollection" ->
                            Form.GEOMETRY;
                    default -> Form.OTHER_TEXT;
                });
    }

    String quoted() {
        return Name.quoted(name);
    }

    /// What a SELECT asks for. Times as text: so no driver shifts them.
    String selected() {
        return switch (form) {
            case DATE, TIME, DATETIME, TIMESTAMP, OTHER_TEXT ->
                    "CAST(" + quoted() + " AS CHAR CHARACTER SET utf8mb4)";
            case BITS, YEAR -> "CAST(" + quoted() + " AS UNSIGNED)";
            case GEOMETRY -> "CAST(" + quoted() + " AS BINARY)";
            case WHOLE, DECIMAL, FLOAT, DOUBLE, TEXT, BYTES -> quoted();
        };
    }

    /// Whether the column has a value, to the byte: no collation takes one for another.
    String isParameter() {
        return switch (form) {
            case TEXT, OTHER_TEXT, DATE, TIME, DATETIME, TIMESTAMP ->
                    "CAST(CONVERT(" + quoted() + " USING utf8mb4) AS BINARY) <=> ?";
            case WHOLE, DECIMAL, FLOAT, DOUBLE, BYTES, BITS, YEAR, GEOMETRY ->
                    selected() + " <=> ?";
        };
    }

    JsonNode read(ResultSet row, int at) throws SQLException {
        JsonNode value =
                switch (form) {
                    case WHOLE, BITS, YEAR -> {
                        BigDecimal number = row.getBigDecimal(at);
                        yield number == null ? null : JSON.numberNode(number.toBigIntegerExact());
                    }
                    case DECIMAL -> decimal(row.getBigDecimal(at));
                    case FLOAT -> floating(row.getFloat(at));
                    case DOUBLE -> JSON.numberNode(row.getDouble(at));
                    case TEXT, OTHER_TEXT -> text(row.getString(at));
                    case BYTES -> bytes(row.getBytes(at));
                    case DATE, TIME, DATETIME, TIMESTAMP -> wrapped(row.getString(at));
                    case GEOMETRY -> geometry(row.getBytes(at));
                };
        return row.wasNull() || value == null ? JSON.nullNode() : value;
    }

    /// What [#read] made of a value, as a statement's parameter.
    ///
    /// @param compared whether the parameter is that of [#isParameter]
    /// @throws Members.Unfit when the column has no such value
    @Nullable Object parameter(JsonNode value, boolean compared) {
        if (value.isNull()) {
            return null;
        }
        return switch (form) {
            case WHOLE, BITS, YEAR -> whole(value);
            case DECIMAL ->
                    value.isIntegralNumber()
                            ? value.decimalValue()
                            : new BigDecimal(wrappedText(value));
            case FLOAT -> (float) number(value);
            case DOUBLE -> number(value);
            case TEXT, OTHER_TEXT -> text(ofText(value), compared);
            case DATE, TIME, DATETIME, TIMESTAMP -> text(wrappedText(value), compared);
            case BYTES ->
                    value.isTextual()
                            ? value.textValue().getBytes(StandardCharsets.UTF_8)
                            : base64(wrappedText(value, "binary"));
            case GEOMETRY -> base64(wrappedText(value));
        };
    }

    private static Object text(String text, boolean compared) {
        return compared ? text.getBytes(StandardCharsets.UTF_8) : text;
    }

    private static @Nullable JsonNode decimal(@Nullable BigDecimal number) {
        return number == null
                ? null
                : number.scale() <= 0
                        ? JSON.numberNode(number.toBigIntegerExact())
                        : Members.wrapped("decimal", number.toPlainString());
    }

    private static JsonNode floating(float number) {
        return JSON.numberNode(Double.parseDouble(Float.toString(number)));
    }

    private static @Nullable JsonNode text(@Nullable String text) {
        return text == null ? null : JSON.textNode(text);
    }

    private @Nullable JsonNode wrapped(@Nullable String text) {
        return text == null ? null : Members.wrapped(typeName(), text);
    }

    private static @Nullable JsonNode bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return JSON.textNode(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Members.wrapped("binary", Base64.getEncoder().encodeToString(bytes));
        }
    }

    private @Nullable JsonNode geometry(byte @Nullable [] bytes) {
        return bytes == null
                ? null
                : Members.wrapped(typeName(), Base64.getEncoder().encodeToString(bytes));
    }

    private static Number whole(JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw new Members.Unfit("no-whole-number");
        }
        BigInteger number = value.bigIntegerValue();
        return number.bitLength() < Long.SIZE
                ? (Number) number.longValue()
                : new BigDecimal(number);
    }

    private static double number(JsonNode value) {
        if (!value.isNumber()) {
            throw new Members.Unfit("no-number");
        }
        return value.doubleValue();
    }

    private static String ofText(JsonNode value) {
        if (!value.isTextual()) {
            throw new Members.Unfit("no-text");
        }
        return value.textValue();
    }

    private String wrappedText(JsonNode value) {
        return wrappedText(value, typeName());
    }

    private static String wrappedText(JsonNode value, String type) {
        if (!value.isObject() || !Members.type(value).equals(type)) {
            throw new Members.Unfit("no-" + type);
        }
        return ofText(Members.value(value));
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new Members.Unfit("no-base64");
        }
    }

    String typeName() {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
