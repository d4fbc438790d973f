package dev.handover.local.bench;

import dev.handover.operation.DataMap;
import dev.handover.operation.claim.ClaimOperation;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.run.Blobs;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Operation;
import dev.handover.run.Queues;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Signer;
import dev.handover.run.Table;
import dev.handover.run.Vault;
import dev.handover.run.Wrapper;
import dev.handover.run.aws.DynamoTable;
import dev.handover.run.aws.S3Blobs;
import dev.handover.run.aws.SqsQueues;
import dev.handover.run.local.KeyFileSigner;
import dev.handover.run.local.KeyFileWrapper;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.Store;
import dev.handover.testing.Servers;
import dev.handover.testing.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What an engine writes its own things to.
record Ports(Table ledger, Table keys, Blobs blobs, Queues queues, Wrapper wrapper, Signer signer) {
    private static final Path FILES = files();

    /// In memory, held to the same contracts as the real ones: what is measured then is the engine
    /// and the system's store.
    static Ports inMemory() {
        return new Ports(
                new MemoryTable(),
                new MemoryTable(),
                new MemoryBlobs(),
                new MemoryQueues(),
                new MemoryWrapper(),
                message -> new Signer.Signature("none", "memory", new byte[64]));
    }

    /// What grows with a run is in files.
    static Ports outsideTheHeap() {
        Ports memory = inMemory();
        return new Ports(
                memory.ledger,
                memory.keys,
                new FileBlobs(files()),
                memory.queues,
                memory.wrapper,
                memory.signer);
    }

    /// DynamoDB Local, s3proxy and ElasticMQ over HTTP; every call is counted.
    static Ports embedded(Calls calls) {
        DynamoDbClient dynamo =
                calls.counted(
                        DynamoDbClient.builder(), Servers.dynamo().serviceClientConfiguration());
        S3Client s3 =
                calls.counted(
                        S3Client.builder().forcePathStyle(true),
                        Servers.s3().serviceClientConfiguration());
        SqsClient sqs =
                calls.counted(SqsClient.builder(), Servers.sqs().serviceClientConfiguration());
        String ledger = Servers.freshName("ledger");
        String keys = Servers.freshName("keys");
        String bucket = Servers.freshName("journal");
        Tables.create(Servers.dynamo(), ledger);
        Tables.create(Servers.dynamo(), keys);
        Servers.s3().createBucket(create -> create.bucket(bucket));
        Map<Queues.Name, String> urls = new EnumMap<>(Queues.Name.class);
        for (Queues.Name queue : Queues.Name.values()) {
            String name = Servers.freshName(queue.name().toLowerCase(Locale.ROOT));
            urls.put(queue, Servers.sqs().createQueue(create -> create.queueName(name)).queueUrl());
        }
        return new Ports(
                new DynamoTable(dynamo, ledger),
                new DynamoTable(dynamo, keys),
                new S3Blobs(s3, bucket, ""),
                new EmbeddedQueues(new SqsQueues(sqs, urls), urls),
                counted(new KeyFileWrapper(FILES.resolve("wrapping.key")), calls),
                counted(new KeyFileSigner(FILES.resolve("signing.pem")), calls));
    }

    private static Wrapper counted(Wrapper wrapper, Calls calls) {
        return new Wrapper() {
            @Override
            public byte[] wrap(String name, byte[] key) {
                calls.count("KMS Encrypt");
                return wrapper.wrap(name, key);
            }

            @Override
            public byte[] unwrap(String name, byte[] wrapped) {
                calls.count("KMS Decrypt");
                return wrapper.unwrap(name, wrapped);
            }
        };
    }

    private static Signer counted(Signer signer, Calls calls) {
        return message -> {
            calls.count("KMS Sign");
            return signer.sign(message);
        };
    }

    Engine engine(Map<String, Operation> operations, Store store) {
        InstantSource clock = InstantSource.system();
        RunKeys runKeys = new RunKeys(keys, wrapper);
        return new Engine(
                new Ledger(ledger, clock),
                runKeys,
                new Vault(blobs, runKeys),
                queues,
                _ -> store,
                operations,
                signer,
                new Log(_ -> {}, clock, new Log.Source("bench", "bench")),
                clock,
                Settings.USUAL);
    }

    /// As a stack with the shipped map has it.
    Engine claims(Store store) {
        DataMap map = DataMap.load("genenetwork");
        Map<String, Operation> operations =
                Map.of("claim", new ClaimOperation(ClaimRules.of(map.claimed()), _ -> store));
        return engine(operations, store);
    }

    private static Path files() {
        try {
            return Files.createTempDirectory("handover-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
