package dev.handover.operation.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handover.document.Verdict;
import dev.handover.run.RecordsView;
import dev.handover.run.Run;
import dev.handover.store.Key;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The sample maps' systems on their real servers.
class TransferSamplesTest {
    @TempDir private Path folder;

    private static KeySchemaElement key(String attribute) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(KeyType.HASH).build();
    }

    private static AttributeDefinition definition(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Test
    void itemsOfADynamoTableAreFoundByTheirIndexAndGiven() {
        Servers.dynamo()
                .createTable(create ->
                        create.tableName("documents")
                                .attributeDefinitions(definition("id"), definition("ownerId"))
                                .keySchema(key("id"))
                                .globalSecondaryIndexes(
                                        GlobalSecondaryIndex.builder()
                                                .indexName("by-owner")
                                                .keySchema(key("ownerId"))
                                                .projection(p ->
                                                        p.projectionType(ProjectionType.KEYS_ONLY))
                                                .build())
                                .billingMode(BillingMode.PAY_PER_REQUEST));
        new SampleSystem("sample-dynamo", "")
                .documentsAreGivenAndBroughtBack("documents", "ownerId", "ownerName");
    }

    @Test
    void notesInARedisHashAreGiven() {
        new SampleSystem("sample-redis", Servers.redisUri().toString())
                .documentsAreGivenAndBroughtBack("notes", "owner", "ownerName");
    }

    @Test
    void filesMoveToTheNewOwnersPrefixWithAllThatStandsBesideThemAndComeBack() {
        S3Client app = Servers.s3();
        app.createBucket(create -> create.bucket("user-files"));
        String old = "users/" + SampleSystem.JANE + "/";
        String moved = "users/" + SampleSystem.BOB + "/";
        byte[] bytes = {0, -1, 13, 10, 127, -128};
        app.putObject(
                put ->
                        put.bucket("user-files")
                                .key(old + "a/photo.bin")
                                .contentType("application/x-thing")
                                .cacheControl("max-age=60")
                                .contentDisposition("attachment; filename=\"photo.bin\"")
                                .metadata(Map.of("camera", "k1")),
                RequestBody.fromBytes(bytes));
        app.putObject(
                put -> put.bucket("user-files").key(old + "same.txt"),
                RequestBody.fromString("Jane's"));
        app.putObject(
                put -> put.bucket("user-files").key(moved + "same.txt"),
                RequestBody.fromString("Bob's own"));
        app.putObject(
                put -> put.bucket("user-files").key("users/jane-12/other.txt"),
                RequestBody.fromString("another's"));
        SampleSystem files = new SampleSystem("sample-files", "");
        Key photo = files.key("user-files", old + "a/photo.bin");
        String before = files.text(photo);

        Run run = files.toBob();

        HeadObjectResponse head =
                app.headObject(h -> h.bucket("user-files").key(moved + "a/photo.bin"));
        assertEquals("application/x-thing", head.contentType());
        assertEquals("max-age=60", head.cacheControl());
        assertEquals("attachment; filename=\"photo.bin\"", head.contentDisposition());
        assertEquals(Map.of("camera", "k1"), head.metadata());
        assertArrayEquals(bytes, read(app, moved + "a/photo.bin"));
        assertNull(files.text(photo));
        var receipt = files.kit.receipt(run.runId());
        assertEquals(1, receipt.byKind().total().changed());
        var taken = receipt.records().getFirst();
        assertEquals(Verdict.SKIPPED, taken.verdict());
        assertEquals("key-taken", taken.reason());
        assertEquals(1, receipt.records().size(), "one verdict, though two stages met it");
        assertEquals(
                List.of("CHANGED a/photo.bin", "SKIPPED same.txt"),
                RecordsView.of(files.kit.engine, run, null, 100).records().stream()
                        .map(row -> row.verdict() + " " + row.record().replace(old, ""))
                        .toList());
        assertEquals("Jane's", text(read(app, old + "same.txt")));
        assertEquals("Bob's own", text(read(app, moved + "same.txt")));
        assertEquals("another's", text(read(app, "users/jane-12/other.txt")));

        assertEquals(Run.End.UNDONE, files.kit.undo(run.runId()).end());
        assertEquals(before, files.text(photo));
        assertNull(files.text(files.key("user-files", moved + "a/photo.bin")));
        assertEquals("Bob's own", text(read(app, moved + "same.txt")));
    }

    @Test
    void everyChosenFileHasAVerdictAlsoWhereItIsNotThereOrNotTheOldOwners() {
        S3Client app = Servers.s3();
        app.createBucket(create -> create.bucket("chosen-files"));
        String old = "users/" + SampleSystem.JANE + "/";
        List<String> there = List.of(old + "one.txt", old + "two.txt", "users/joe-3/his.txt");
        there.forEach(key ->
                app.putObject(
                        put -> put.bucket("chosen-files").key(key), RequestBody.fromString(key)));
        SampleSystem files = new SampleSystem(chosenFiles(), "");

        Run run = files.toBob(old + "one.txt", old + "gone.txt", "users/joe-3/his.txt", "nothing");

        assertEquals(
                List.of(
                        "SKIPPED nothing unknown-record",
                        "SKIPPED users/jane-1/gone.txt unknown-record",
                        "CHANGED users/jane-1/one.txt null",
                        "SKIPPED users/joe-3/his.txt owned-by-another"),
                RecordsView.of(files.kit.engine, run, null, 100).records().stream()
                        .map(row -> row.verdict() + " " + row.record() + " " + row.reason())
                        .toList());
        assertEquals(
                List.of("users/bob-2/one.txt", old + "two.txt", "users/joe-3/his.txt"),
                app.listObjectsV2(list -> list.bucket("chosen-files")).contents().stream()
                        .map(S3Object::key)
                        .toList());
        assertEquals(Run.End.UNDONE, files.kit.undo(run.runId()).end());
        assertEquals(
                there,
                app.listObjectsV2(list -> list.bucket("chosen-files")).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }

    private String chosenFiles() {
        try {
            return Files.writeString(
                            folder.resolve("map.yaml"),
                            """
                            extends: sample-files
                            transfer:
                              objects:
                                uploads: { collection: chosen-files }
                            """)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] read(S3Client app, String key) {
        return app.getObjectAsBytes(get -> get.bucket("user-files").key(key)).asByteArray();
    }
}
