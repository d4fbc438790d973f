package dev.handover.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.RedisClient;

class ServersTest {
    @Test
    void everyServerAnswers() {
        assertNotNull(Servers.dynamo().listTables());
        assertNotNull(Servers.sqs().listQueues());
        assertNotNull(Servers.s3().listBuckets());
        try (RedisClient redis = RedisClient.create(Servers.redisUri())) {
            assertEquals("PONG", redis.ping());
        }
    }

    @Test
    void askingTwiceStartsOne() {
        assertEquals(Servers.redisUri(), Servers.redisUri());
    }
}
