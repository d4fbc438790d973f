package dev.handover.store.redis;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.util.JedisURIHelper;

import java.net.URI;
import java.time.Duration;

/// Opens a pool of connections to one Redis: `redis[s]://[user][:password@]host:port[/database]`.
final class RedisConnection {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 10_000; // a value of tens of MB over a slow link
    private static final Duration POOL_WAIT =
            Duration.ofSeconds(5); // more threads than connections: rather fail than hang

    private RedisConnection() {}

    static RedisClient open(URI url, @Nullable String authorities) {
        if (!JedisURIHelper.isValid(url)) {
            // without the address: it may hold a password
            throw new IllegalArgumentException(
                    "a Redis address reads redis[s]://[user][:password@]host:port[/database]");
        }
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder()
                        .user(JedisURIHelper.getUser(url))
                        .password(JedisURIHelper.getPassword(url))
                        .database(JedisURIHelper.getDBIndex(url))
                        .connectionTimeoutMillis(CONNECT_MILLIS)
                        .socketTimeoutMillis(ANSWER_MILLIS);
        if (JedisURIHelper.isRedisSSLScheme(url)) {
            config.sslOptions(tls(authorities));
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxWait(POOL_WAIT);
        pool.setTestOnBorrow(
                true); // a function is frozen between calls, and its connections die meanwhile
        // what nobody would look at, and costs a start the JVM's whole management and a thread
        pool.setJmxEnabled(false);
        pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(-1)); // never
        return RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(url))
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    private static SslOptions tls(@Nullable String authorities) {
        SslOptions.Builder options =
                SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL); // authority and host name
        if (authorities != null) {
            PemAuthorities trusted = PemAuthorities.read(authorities);
            options.trustStoreType(PemAuthorities.TYPE)
                    .truststore(trusted::keyStore, PemAuthorities.PASSWORD);
        }
        return options.build();
    }
}
