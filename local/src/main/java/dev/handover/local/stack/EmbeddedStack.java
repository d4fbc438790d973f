package dev.handover.local.stack;

import dev.handover.local.DataFolder;
import dev.handover.local.LocalProblem;
import dev.handover.local.Opened;
import dev.handover.local.template.Names;
import dev.handover.local.template.Template;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// DynamoDB, SQS, S3, Redis and the databases that the data map needs: those that this process
/// started, or those that the environment names instead.
public final class EmbeddedStack implements AutoCloseable {
    /// Where stores are that are somebody's own.
    private static final List<String> GIVEN =
            List.of("NEO4J_URL", "CASSANDRA_URL", "JDBC_URL", "OPENSEARCH_URL");

    private final AwsAccess access;
    private final Map<String, URI> endpoints;
    private final AwsClients clients;
    private final String redisUrl;
    private final boolean ownsRedis;
    private final Map<String, String> databases;
    private final boolean ownsStores;

    private EmbeddedStack(
            AwsAccess access,
            Map<String, URI> endpoints,
            String redisUrl,
            boolean ownsRedis,
            Map<String, String> databases,
            boolean ownsStores) {
        this.access = access;
        this.endpoints = endpoints;
        this.clients = AwsClients.of(endpoint("DYNAMODB"), endpoint("SQS"), endpoint("S3"), access);
        this.redisUrl = redisUrl;
        this.ownsRedis = ownsRedis;
        this.databases = databases;
        this.ownsStores = ownsStores;
    }

    /// Starts all at once, on two processors in half the time.
    ///
    /// @param opened gets each server as soon as it runs
    /// @param dataMap name or path; null for none
    /// @param environment `AWS_ENDPOINT_URL`, `REDIS_URL` and the like replace what they name
    public static EmbeddedStack start(
            DataFolder folder,
            Template template,
            @Nullable String dataMap,
            Map<String, String> environment,
            Opened opened) {
        @Nullable String given = environment.get("AWS_ENDPOINT_URL");
        @Nullable String redisUrl = environment.get("REDIS_URL");
        List<String> queues = template.queues().stream().map(queue -> queue.name()).toList();
        try (ExecutorService starters = Executors.newFixedThreadPool(5)) {
            Map<String, URI> endpoints = new LinkedHashMap<>();
            @Nullable Future<RedisProcess> redis =
                    redisUrl == null
                            ? starters.submit(() ->
                                    opened(RedisProcess.start(folder.folder("redis")), opened))
                            : null;
            Future<Map<String, String>> databases =
                    starters.submit(() ->
                            dataMap == null
                                    ? Map.of()
                                    : Databases.start(folder, dataMap, environment, opened));
            AwsAccess access;
            if (given == null) {
                access = AwsAccess.EMBEDDED;
                Future<QueueServer> queue =
                        starters.submit(() ->
                                opened(QueueServer.start(folder.folder("queues"), queues), opened));
                Future<DynamoServer> dynamo =
                        starters.submit(
                                () -> opened(DynamoServer.start(folder.folder("tables")), opened));
                Future<BlobServer> blobs =
                        starters.submit(() ->
                                opened(BlobServer.start(folder.folder("objects"), access), opened));
                endpoints.put("SQS", part(queue).endpoint());
                endpoints.put("DYNAMODB", part(dynamo).endpoint());
                endpoints.put("S3", part(blobs).endpoint());
            } else {
                access = AwsAccess.from(environment);
                List.of("SQS", "DYNAMODB", "S3")
                        .forEach(service -> endpoints.put(service, URI.create(given)));
            }
            if (redis != null) {
                redisUrl = part(redis).url();
            }
            return new EmbeddedStack(
                    access,
                    endpoints,
                    redisUrl,
                    redis != null,
                    part(databases),
                    redis != null && GIVEN.stream().noneMatch(environment::containsKey));
        }
    }

    private static <T extends Part> T opened(T part, Opened opened) {
        opened.add(part::stop);
        return part;
    }

    private static <T> T part(Future<T> starting) {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LocalProblem problem
                    ? problem
                    : new LocalProblem("an embedded server didn't start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("stopped while starting", e);
        }
    }

    private URI endpoint(String service) {
        URI endpoint = endpoints.get(service);
        if (endpoint == null) {
            throw new IllegalStateException("no " + service);
        }
        return endpoint;
    }

    public AwsClients clients() {
        return clients;
    }

    public Map<String, URI> endpoints() {
        return Map.copyOf(endpoints);
    }

    public String redisUrl() {
        return redisUrl;
    }

    /// Whether this process started the Redis, and may therefore fill it.
    public boolean ownsRedis() {
        return ownsRedis;
    }

    /// Whether nothing here is anybody's own.
    public boolean ownsStores() {
        return ownsStores;
    }

    /// The databases that this process started beside Redis, and may therefore fill: their
    /// addresses by the variables that name them, `NEO4J_URL`.
    public Map<String, String> databases() {
        return databases;
    }

    /// Whether this process started DynamoDB and S3, and may therefore fill them.
    public boolean ownsAws() {
        return access.equals(AwsAccess.EMBEDDED);
    }

    /// What Lambda would give every function: region, keys, and here the services' addresses too.
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_REGION", Names.REGION);
        environment.put("AWS_DEFAULT_REGION", Names.REGION);
        environment.put("AWS_ACCESS_KEY_ID", access.keyId());
        environment.put("AWS_SECRET_ACCESS_KEY", access.secret());
        if (access.sessionToken() != null) {
            environment.put("AWS_SESSION_TOKEN", access.sessionToken());
        }
        endpoints.forEach(
                (service, uri) -> environment.put("AWS_ENDPOINT_URL_" + service, uri.toString()));
        return environment;
    }

    @Override
    public void close() {
        clients.close();
    }
}
