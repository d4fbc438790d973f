package dev.handover.local;

import dev.handover.local.stack.EmbeddedStack;

import org.mariadb.jdbc.Driver;

import redis.clients.jedis.Jedis;

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that stands in the store of a sample map, byte for byte, as the store's own client reads it:
/// by key, everything else.
final class Dump {
    private static final HexFormat HEX = HexFormat.of();

    private Dump() {}

    static SortedMap<String, String> of(String map, EmbeddedStack stack) {
        return switch (map) {
            case "sample-dynamo" -> items(stack.clients().dynamo(), "documents");
            case "sample-redis" -> keys(stack.redisUrl());
            case "sample-files" -> objects(stack.clients().s3(), "user-files");
            case "sample-sql" -> rows(stack.databases().get("JDBC_URL"), "documents");
            default -> throw new IllegalArgumentException(map);
        };
    }

    private static SortedMap<String, String> items(DynamoDbClient dynamo, String table) {
        SortedMap<String, String> all = new TreeMap<>();
        dynamo.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> all.put(item.get("id").s(), new TreeMap<>(item).toString()));
        return all;
    }

    /// As `DUMP` writes them, and how long they live.
    private static SortedMap<String, String> keys(String url) {
        SortedMap<String, String> all = new TreeMap<>();
        try (Jedis redis = new Jedis(URI.create(url))) {
            for (byte[] key : redis.keys("*".getBytes(StandardCharsets.UTF_8))) {
                all.put(
                        HEX.formatHex(key),
                        HEX.formatHex(redis.dump(key)) + " for " + redis.pttl(key));
            }
        }
        return all;
    }

    /// With headers and metadata; of a bucket with versions the latest of each.
    private static SortedMap<String, String> objects(S3Client s3, String bucket) {
        SortedMap<String, String> all = new TreeMap<>();
        for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
            ResponseBytes<GetObjectResponse> read =
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key()));
            GetObjectResponse head = read.response();
            all.put(
                    object.key(),
                    String.join(
                            " ",
                            HEX.formatHex(read.asByteArray()),
                            head.eTag(),
                            head.contentType(),
                            head.contentEncoding(),
                            head.contentLanguage(),
                            head.contentDisposition(),
                            head.cacheControl(),
                            new TreeMap<>(head.metadata()).toString()));
        }
        return all;
    }

    private static SortedMap<String, String> rows(String url, String table) {
        SortedMap<String, String> all = new TreeMap<>();
        try (Connection database = new Driver().connect(url, new Properties());
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                Map<String, String> columns = new TreeMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    byte[] value = rows.getBytes(i);
                    columns.put(
                            rows.getMetaData().getColumnName(i),
                            value == null ? "NULL" : HEX.formatHex(value));
                }
                all.put(rows.getString("id"), columns.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }
}
