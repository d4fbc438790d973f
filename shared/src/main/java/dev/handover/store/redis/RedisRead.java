package dev.handover.store.redis;

import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads documents as they all were at one moment: one `HMGET` per hash and one `MGET` for all
/// string keys; when that is more than one command, in a transaction.
final class RedisRead {
    /// Where the string keys are gathered: no hash, because the name of a hash never ends so.
    private static final String STRINGS = "*";

    private RedisRead() {}

    static List<byte @Nullable []> atOneMoment(RedisClient client, List<Key> keys) {
        Map<String, List<Integer>> positions = new LinkedHashMap<>(); // by command
        for (int i = 0; i < keys.size(); i++) {
            String collection = keys.get(i).collection();
            String command = Place.isStrings(collection) ? STRINGS : collection;
            positions.computeIfAbsent(command, _ -> new ArrayList<>()).add(i);
        }
        List<byte @Nullable []> values = new ArrayList<>(Collections.nCopies(keys.size(), null));
        if (positions.size() == 1) {
            positions.forEach((command, at) -> {
                byte[][] names = names(keys, at);
                place(
                        values,
                        at,
                        command.equals(STRINGS)
                                ? client.mget(names)
                                : client.hmget(hash(command), names));
            });
        } else if (!positions.isEmpty()) {
            Map<String, Response<List<byte[]>>> answers = new LinkedHashMap<>();
            try (AbstractTransaction moment = client.multi()) {
                positions.forEach((command, at) -> {
                    byte[][] names = names(keys, at);
                    answers.put(
                            command,
                            command.equals(STRINGS)
                                    ? moment.mget(names)
                                    : moment.hmget(hash(command), names));
                });
                moment.exec();
            }
            answers.forEach((command, answer) ->
                    place(values, positions.getOrDefault(command, List.of()), answer.get()));
        }
        return values;
    }

    private static byte[] hash(String collection) {
        return RedisName.bytes(collection);
    }

    private static byte[][] names(List<Key> keys, List<Integer> at) {
        return at.stream()
                .map(i ->
                        switch (Place.of(keys.get(i))) {
                            case Place.Field field -> field.name();
                            case Place.Text text -> text.key();
                        })
                .toArray(byte[][]::new);
    }

    private static void place(
            List<byte @Nullable []> values, List<Integer> at, List<byte[]> answer) {
        for (int i = 0; i < at.size(); i++) {
            values.set(at.get(i), answer.get(i));
        }
    }
}
