package dev.handover.lambda;

import dev.handover.store.AwsAccess;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// AWS clients, one of each, over one HTTP client; each is made when it is first asked for. They
/// take region, credentials and endpoints from the variables that the SDK itself knows
/// (`AWS_REGION`, `AWS_ACCESS_KEY_ID`, …, `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_SQS`, …), but from
/// [Env]: several functions of one process may have other ones.
public final class AwsClients {
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(12); // retries and all
    private static final Duration STORE_ATTEMPT = Duration.ofSeconds(6);

    private final Env env;
    private final Connections connections = new Connections();
    private final Lazy<DynamoDbClient> dynamo = new Lazy<>();
    private final Lazy<SqsClient> sqs = new Lazy<>();
    private final Lazy<S3Client> s3 = new Lazy<>();
    private final Lazy<KmsClient> kms = new Lazy<>();
    private final Lazy<SesV2Client> ses = new Lazy<>();

    AwsClients(Env env) {
        this.env = env;
    }

    /// For calls of others than AWS, too.
    public SdkHttpClient http() {
        return connections;
    }

    /// Closes all connections. The clients stay, and connect anew when they are next used.
    void disconnect() {
        connections.close();
    }

    public DynamoDbClient dynamo() {
        return dynamo.get(() -> built(DynamoDbClient.builder(), "dynamodb"));
    }

    public SqsClient sqs() {
        return sqs.get(() -> built(SqsClient.builder(), "sqs"));
    }

    public S3Client s3() {
        return s3.get(() -> built(s3Builder(), "s3"));
    }

    private S3ClientBuilder s3Builder() {
        // elsewhere than on AWS, a bucket has no host name of its own
        return S3Client.builder().forcePathStyle(endpoint("s3").isPresent());
    }

    /// For the system's own stores: a call ends while the function can still tell.
    public AwsAccess forStores() {
        ClientOverrideConfiguration patience =
                ClientOverrideConfiguration.builder()
                        .apiCallTimeout(STORE_PATIENCE)
                        .apiCallAttemptTimeout(STORE_ATTEMPT)
                        .build();
        return new AwsAccess() {
            @Override
            public DynamoDbClient dynamo() {
                return built(DynamoDbClient.builder().overrideConfiguration(patience), "dynamodb");
            }

            @Override
            public S3Client s3() {
                return built(s3Builder().overrideConfiguration(patience), "s3");
            }
        };
    }

    public KmsClient kms() {
        return kms.get(() -> built(KmsClient.builder(), "kms"));
    }

    public SesV2Client ses() {
        return ses.get(() -> built(SesV2Client.builder(), "sesv2"));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, String service) {
        builder.httpClient(connections);
        endpoint(service).ifPresent(builder::endpointOverride);
        env.optional("AWS_REGION").map(Region::of).ifPresent(builder::region);
        Optional<String> key = env.optional("AWS_ACCESS_KEY_ID");
        Optional<String> secret = env.optional("AWS_SECRET_ACCESS_KEY");
        if (key.isPresent() && secret.isPresent()) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            env.optional("AWS_SESSION_TOKEN")
                                    .<AwsCredentials>map(token ->
                                            AwsSessionCredentials.create(
                                                    key.get(), secret.get(), token))
                                    .orElseGet(() ->
                                            AwsBasicCredentials.create(key.get(), secret.get()))));
        } else {
            builder.credentialsProvider(DefaultCredentialsProvider.builder().build());
        }
        return builder.build();
    }

    private Optional<URI> endpoint(String service) {
        return env.optional("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
                .or(() -> env.optional("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }
}
