package dev.handover.store;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Clients with the function's region, role and endpoints.
public interface AwsAccess {
    DynamoDbClient dynamo();

    S3Client s3();
}
