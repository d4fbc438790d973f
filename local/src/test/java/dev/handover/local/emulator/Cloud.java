package dev.handover.local.emulator;

import cloud.localstack.awssdkv2.TestUtils;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

import java.net.URI;

/// The account's own clients, as localstack-utils makes them: they may do everything, and believe
/// any certificate.
public record Cloud(URI endpoint) {
    /// With these localstack-utils signs.
    public static final String ACCESS_KEY = "access";

    public static final String SECRET = "secret";

    public CloudFormationClient cloudFormation() {
        return client(CloudFormationClient.builder()).build();
    }

    public DynamoDbClient dynamo() {
        return client(DynamoDbClient.builder()).build();
    }

    public IamClient iam() {
        return client(IamClient.builder()).build();
    }

    public KmsClient kms() {
        return client(KmsClient.builder()).build();
    }

    public S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true)).build();
    }

    public SesV2Client ses() {
        return client(SesV2Client.builder()).build();
    }

    public SqsClient sqs() {
        return client(SqsClient.builder()).build();
    }

    public StsClient sts() {
        return client(StsClient.builder()).build();
    }

    private <B extends SdkSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B client(B builder) {
        return TestUtils.wrapApiSyncClientV2(builder, endpoint.toString());
    }
}
