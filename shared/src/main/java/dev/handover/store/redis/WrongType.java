package dev.handover.store.redis;

import redis.clients.jedis.exceptions.JedisDataException;

/// Redis' answer to a command for another type of value than the key holds.
final class WrongType {
    private WrongType() {}

    static boolean is(JedisDataException answer) {
        return String.valueOf(answer.getMessage()).contains("WRONGTYPE");
    }
}
