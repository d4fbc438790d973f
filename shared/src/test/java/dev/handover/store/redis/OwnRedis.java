package dev.handover.store.redis;

import dev.handover.testing.Servers;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/// A Redis of a test's own, for tests that need other settings or that stop it.
final class OwnRedis implements AutoCloseable {
    private final int port;
    private final List<String> settings;
    private RedisServer server;

    OwnRedis(String... settings) {
        this.port = Servers.freePort();
        this.settings = List.of(settings);
        this.server = start();
    }

    URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /// As after a crash: the same address, another process, no data.
    void restart() {
        close();
        server = start();
    }

    private RedisServer start() {
        try {
            var builder =
                    RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind 127.0.0.1")
                            .setting("save \"\"");
            settings.forEach(builder::setting);
            RedisServer started = builder.build();
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
