package dev.handover.store.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads documents as they all were at one moment: one `HMGET` per hash, one `MGET` for all string
/// keys, one `SMEMBERS` per set; when that is more than one command, in a transaction.
final class RedisRead {
    private final RedisClient client;
    private final Layout layout;

    RedisRead(RedisClient client, Layout layout) {
        this.client = client;
        this.layout = layout;
    }

    /// One command, and which of the keys asked for its answers are.
    private record Command(List<byte[]> names, List<Integer> at) {
        Command() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(byte[] name, int position) {
            names.add(name);
            at.add(position);
        }

        byte[][] arguments() {
            return names.toArray(byte[][]::new);
        }
    }

    List<@Nullable Content> atOneMoment(List<Key> keys) {
        Command strings = new Command();
        Command sets = new Command();
        Map<String, Command> hashes = new LinkedHashMap<>(); // by the bytes of the hash's name
        for (int i = 0; i < keys.size(); i++) {
            switch (layout.place(keys.get(i))) {
                case Place.Text(byte[] key) -> strings.add(key, i);
                case Place.Members(byte[] key) -> sets.add(key, i);
                case Place.Field(byte[] hash, byte[] name) ->
                        hashes.computeIfAbsent(new String(hash, ISO_8859_1), _ -> new Command())
                                .add(name, i);
            }
        }
        List<@Nullable Content> found = new ArrayList<>(Collections.nCopies(keys.size(), null));
        boolean onlyStrings = hashes.isEmpty() && sets.at().isEmpty();
        if (keys.isEmpty()) {
            return found;
        } else if (onlyStrings) {
            place(found, strings, client.mget(strings.arguments()));
        } else if (hashes.size() == 1 && strings.at().isEmpty() && sets.at().isEmpty()) {
            hashes.forEach((hash, fields) ->
                    place(
                            found,
                            fields,
                            client.hmget(hash.getBytes(ISO_8859_1), fields.arguments())));
        } else {
            transaction(found, strings, sets, hashes);
        }
        return found;
    }

    private void transaction(
            List<@Nullable Content> found,
            Command strings,
            Command sets,
            Map<String, Command> hashes) {
        Map<Command, Response<List<byte[]>>> answers = new LinkedHashMap<>();
        List<Response<Set<byte[]>>> members = new ArrayList<>();
        try (AbstractTransaction moment = client.multi()) {
            if (!strings.at().isEmpty()) {
                answers.put(strings, moment.mget(strings.arguments()));
            }
            hashes.forEach((hash, fields) ->
                    answers.put(
                            fields, moment.hmget(hash.getBytes(ISO_8859_1), fields.arguments())));
            sets.names().forEach(key -> members.add(moment.smembers(key)));
            moment.exec();
        }
        answers.forEach((command, answer) -> place(found, command, answer.get()));
        for (int i = 0; i < members.size(); i++) {
            found.set(sets.at().get(i), set(members.get(i)));
        }
    }

    /// As `MGET` does: a key of another type is none.
    static @Nullable Content set(Response<Set<byte[]>> members) {
        try {
            return RedisSet.content(members.get());
        } catch (JedisDataException e) {
            if (WrongType.is(e)) {
                return null;
            }
            throw e;
        }
    }

    private static void place(List<@Nullable Content> found, Command command, List<byte[]> answer) {
        for (int i = 0; i < command.at().size(); i++) {
            byte @Nullable [] value = answer.get(i);
            found.set(command.at().get(i), value == null ? null : Content.of(value));
        }
    }
}
