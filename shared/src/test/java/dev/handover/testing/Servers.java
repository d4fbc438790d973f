package dev.handover.testing;

import dev.handover.store.AwsAccess;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

import redis.embedded.RedisServer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The real servers that tests run against: DynamoDB Local, ElasticMQ, s3proxy and Redis. Each
/// starts when it is first asked for, once per JVM, on a free port of 127.0.0.1 and in memory only,
/// and ends with the JVM. Tests share them, so each keeps to names of its own, for instance
/// [#freshName].
public final class Servers {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ACCESS_KEY = "test";
    private static final AtomicInteger NAMES = new AtomicInteger();

    // Not the SDK's URL-connection client: with it s3proxy sees some PUTs twice.
    private static final Supplier<SdkHttpClient> HTTP = once(Apache5HttpClient::create);
    private static final Supplier<DynamoDbClient> DYNAMO = once(Servers::startDynamo);
    private static final Supplier<SqsClient> SQS = once(Servers::startSqs);
    private static final Supplier<S3Client> S3 = once(Servers::startS3);
    private static final Supplier<URI> REDIS = once(Servers::startRedis);

    private Servers() {}

    public static DynamoDbClient dynamo() {
        return DYNAMO.get();
    }

    public static SqsClient sqs() {
        return SQS.get();
    }

    public static S3Client s3() {
        return S3.get();
    }

    /// What AWS store kinds are opened with.
    public static AwsAccess aws() {
        return new AwsAccess() {
            @Override
            public DynamoDbClient dynamo() {
                return DYNAMO.get();
            }

            @Override
            public S3Client s3() {
                return S3.get();
            }
        };
    }

    /// `redis://127.0.0.1:port`, Redis 6.2, no password.
    public static URI redisUri() {
        return REDIS.get();
    }

    /// A name that nobody else in this JVM has; fit for a table, a bucket, a queue or a key prefix.
    public static String freshName(String start) {
        return start + "-" + NAMES.incrementAndGet();
    }

    /// Only for servers that can't choose a port themselves: another process may take it before
    /// they do.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Any client of the AWS SDK, pointed at an endpoint, with credentials that only servers on
    /// this machine take.
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
                .httpClient(HTTP.get())
                .build();
    }

    private static DynamoDbClient startDynamo() {
        // Not through ServerRunner, which listens on all interfaces and sends telemetry.
        try {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost(LOOPBACK);
            server.addConnector(connector);
            server.setHandler(
                    new LocalDynamoDBServerHandler(
                            new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
            server.start();
            return client(DynamoDbClient.builder(), uri("http", connector.getLocalPort()));
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start", e);
        }
    }

    private static SqsClient startSqs() {
        int port =
                SQSRestServerBuilder.withInterface(LOOPBACK)
                        .withDynamicPort()
                        .start()
                        .waitUntilStarted()
                        .localAddress()
                        .getPort();
        return client(SqsClient.builder(), uri("http", port));
    }

    private static S3Client startS3() {
        try {
            S3Proxy server =
                    S3Proxy.builder()
                            .blobStore(new TransientNio2BlobStore())
                            .endpoint(uri("http", 0))
                            .awsAuthentication(
                                    AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, ACCESS_KEY)
                            .ignoreUnknownHeaders(true)
                            .build();
            server.start();
            return client(S3Client.builder().forcePathStyle(true), uri("http", server.getPort()));
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy did not start", e);
        }
    }

    private static URI startRedis() {
        try {
            int port = freePort();
            RedisServer server =
                    RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind " + LOOPBACK)
                            .setting("save \"\"")
                            .build();
            server.start();
            return uri("redis", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI uri(String scheme, int port) {
        return URI.create(scheme + "://" + LOOPBACK + ":" + port);
    }

    private static <T> Supplier<T> once(Supplier<T> start) {
        return new Supplier<>() {
            private volatile T made;

            @Override
            public synchronized T get() {
                if (made == null) {
                    made = start.get();
                }
                return made;
            }
        };
    }
}
