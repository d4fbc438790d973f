package dev.handover.local.stack;

import dev.handover.local.LocalProblem;
import dev.handover.local.template.Queue;
import dev.handover.local.template.Table;
import dev.handover.local.template.Template;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Makes the template's tables, queues and buckets where they aren't there yet; what is there keeps
/// its content.
public final class Provision {
    private final AwsClients aws;
    private final boolean embedded;

    public Provision(EmbeddedStack stack) {
        this.aws = stack.clients();
        this.embedded = stack.ownsAws();
    }

    /// @return the queues' URLs by name
    public Map<String, String> make(Template template) {
        template.tables().forEach(this::make);
        template.buckets().forEach(this::makeBucket);
        Map<String, String> urls = new LinkedHashMap<>();
        template.queues().forEach(queue -> urls.put(queue.name(), makeQueue(queue.name())));
        template.queues().forEach(queue -> configure(queue, urls));
        return urls;
    }

    private void make(Table table) {
        DynamoDbClient dynamo = aws.dynamo();
        try {
            dynamo.createTable(request -> {
                request.tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key(table.key()))
                        .attributeDefinitions(attributes(table));
                if (!table.indexes().isEmpty()) {
                    request.globalSecondaryIndexes(
                            table.indexes().stream().map(Provision::index).toList());
                }
            });
        } catch (ResourceInUseException e) {
            sameShape(table);
        }
        dynamo.waiter().waitUntilTableExists(request -> request.tableName(table.name()));
        String expiry = table.expiry();
        if (expiry != null
                && dynamo.describeTimeToLive(request -> request.tableName(table.name()))
                                .timeToLiveDescription()
                                .timeToLiveStatus()
                        == TimeToLiveStatus.DISABLED) {
            dynamo.updateTimeToLive(request ->
                    request.tableName(table.name())
                            .timeToLiveSpecification(
                                    ttl -> ttl.enabled(true).attributeName(expiry)));
        }
    }

    /// A folder from before the template's keys changed is of no use.
    private void sameShape(Table table) {
        var there = aws.dynamo().describeTable(request -> request.tableName(table.name())).table();
        List<String> indexes =
                there.globalSecondaryIndexes().stream()
                        .map(index -> index.indexName())
                        .sorted()
                        .toList();
        if (!there.keySchema().equals(key(table.key()))
                || !indexes.equals(
                        table.indexes().stream().map(Table.Index::name).sorted().toList())) {
            throw new LocalProblem(
                    "The table "
                            + table.name()
                            + " has other keys or indexes than the template now says."
                            + " Start with a new state folder: HANDOVER_DATA=<folder>");
        }
    }

    private static List<AttributeDefinition> attributes(Table table) {
        return table.attributeTypes().entrySet().stream()
                .map(e ->
                        AttributeDefinition.builder()
                                .attributeName(e.getKey())
                                .attributeType(e.getValue())
                                .build())
                .toList();
    }

    private static List<KeySchemaElement> key(Table.KeySchema key) {
        List<KeySchemaElement> elements = new ArrayList<>();
        elements.add(
                KeySchemaElement.builder()
                        .attributeName(key.partition())
                        .keyType(KeyType.HASH)
                        .build());
        if (key.sort() != null) {
            elements.add(
                    KeySchemaElement.builder()
                            .attributeName(key.sort())
                            .keyType(KeyType.RANGE)
                            .build());
        }
        return elements;
    }

    private static GlobalSecondaryIndex index(Table.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.key()))
                .projection(projection -> {
                    projection.projectionType(index.projection());
                    if (!index.included().isEmpty()) {
                        projection.nonKeyAttributes(index.included());
                    }
                })
                .build();
    }

    private void makeBucket(String name) {
        try {
            aws.s3().createBucket(request -> request.bucket(name));
        } catch (BucketAlreadyOwnedByYouException e) {
            return; // from an earlier run
        } catch (S3Exception e) {
            if (e.statusCode() != 409) {
                throw e;
            }
        }
    }

    private String makeQueue(String name) {
        // ElasticMQ brings its queues back by itself, a moment after it answers; making one
        // meanwhile would end it
        for (int tries = 0; tries < 100; tries++) {
            try {
                return aws.sqs().getQueueUrl(request -> request.queueName(name)).queueUrl();
            } catch (QueueDoesNotExistException e) {
                if (!embedded) {
                    return aws.sqs().createQueue(request -> request.queueName(name)).queueUrl();
                }
                pause();
            }
        }
        throw new LocalProblem("the queue " + name + " didn't come up within 5 s");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("stopped while starting", e);
        }
    }

    private void configure(Queue queue, Map<String, String> urls) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                String.valueOf(queue.visibilityTimeout().toSeconds()));
        attributes.put(QueueAttributeName.DELAY_SECONDS, String.valueOf(queue.delay().toSeconds()));
        Queue.DeadLetters dead = queue.deadLetters();
        if (dead != null) {
            attributes.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\""
                            + arn(urls.get(dead.queueName()))
                            + "\",\"maxReceiveCount\":\""
                            + dead.maxReceiveCount()
                            + "\"}");
        }
        aws.sqs()
                .setQueueAttributes(
                        request -> request.queueUrl(urls.get(queue.name())).attributes(attributes));
    }

    /// As the service itself names it: emulators differ in the account.
    private String arn(@Nullable String url) {
        return aws.sqs()
                .getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }
}
