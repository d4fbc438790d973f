package dev.handover.local.stack;

import dev.handover.local.template.Names;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Duration;

/// The run's own clients, with which it makes resources and polls queues. Functions have theirs.
public record AwsClients(DynamoDbClient dynamo, SqsClient sqs, S3Client s3, SdkHttpClient http)
        implements AutoCloseable {

    static AwsClients of(URI dynamo, URI sqs, URI s3, AwsAccess access) {
        AwsCredentials credentials =
                access.sessionToken() == null
                        ? AwsBasicCredentials.create(access.keyId(), access.secret())
                        : AwsSessionCredentials.create(
                                access.keyId(), access.secret(), access.sessionToken());
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
        Region region = Region.of(Names.REGION);
        SdkHttpClient http =
                Apache5HttpClient.builder()
                        .maxConnections(
                                100) // every queue's poller waits on one, every batch deletes on
                        // another
                        .socketTimeout(
                                Duration.ofSeconds(40)) // longer than SQS's longest wait, 20 s
                        .build();
        return new AwsClients(
                DynamoDbClient.builder()
                        .endpointOverride(dynamo)
                        .region(region)
                        .credentialsProvider(provider)
                        .httpClient(http)
                        .build(),
                SqsClient.builder()
                        .endpointOverride(sqs)
                        .region(region)
                        .credentialsProvider(provider)
                        .httpClient(http)
                        .build(),
                S3Client.builder()
                        .endpointOverride(s3)
                        .region(region)
                        .credentialsProvider(provider)
                        .httpClient(http)
                        .forcePathStyle(true)
                        .build(),
                http);
    }

    @Override
    public void close() {
        dynamo.close();
        sqs.close();
        s3.close();
        http.close();
    }
}
