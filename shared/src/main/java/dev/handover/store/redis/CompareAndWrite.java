package dev.handover.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The conditional writes: scripts that compare and write in one step.
final class CompareAndWrite {
    /// ARGV: `hash` or `string`; field name (hash); version expected; `set` or `del`; new value;
    /// milliseconds that a string key lives which was not there, or empty. Answers nothing when it
    /// wrote, else the value that stands there instead, `{false}` when none does.
    private static final byte[] VALUE =
            """
            local field, expected, verb, after, life = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
            local inHash = ARGV[1] == 'hash'
            local now
            if inHash then now = redis.call('HGET', KEYS[1], field) else now = redis.call('GET', KEYS[1]) end
            local version = now and redis.sha1hex(now) or ''
            if version ~= expected then return {now} end
            if inHash then
                if verb == 'set' then redis.call('HSET', KEYS[1], field, after) else redis.call('HDEL', KEYS[1], field) end
            elseif verb == 'del' then
                redis.call('DEL', KEYS[1])
            elseif now or life == '' then
                redis.call('SET', KEYS[1], after, 'KEEPTTL')
            else
                redis.call('SET', KEYS[1], after, 'PX', life)
            end
            return {}
            """
                    .getBytes(UTF_8);

    /// ARGV: how many members are expected, these, the members to be. Answers nothing when it
    /// wrote, else the members that there are instead. A set that is nowhere empty keeps its time
    /// to live.
    private static final byte[] SET =
            """
            local expected = tonumber(ARGV[1])
            local same = redis.call('SCARD', KEYS[1]) == expected
            for i = 2, expected + 1 do
                same = same and redis.call('SISMEMBER', KEYS[1], ARGV[i]) == 1
            end
            if not same then return {redis.call('SMEMBERS', KEYS[1])} end
            local stays = {}
            for i = expected + 2, #ARGV do
                redis.call('SADD', KEYS[1], ARGV[i])
                stays[ARGV[i]] = true
            end
            for i = 2, expected + 1 do
                if not stays[ARGV[i]] then redis.call('SREM', KEYS[1], ARGV[i]) end
            end
            return {}
            """
                    .getBytes(UTF_8);

    /// Redis takes no longer string (`proto-max-bulk-len`); it would drop the connection.
    private static final int LONGEST_VALUE = 512 * 1024 * 1024;

    private static final byte[] NOTHING = {};
    private static final byte[][] NOBODY = {};

    private final Layout layout;

    CompareAndWrite(Layout layout) {
        this.layout = layout;
    }

    /// What was asked of Redis for a change; it has an outcome when the pipeline is through.
    interface Asked {
        Written outcome();
    }

    Asked ask(Change change, Pipeline pipeline) {
        return switch (layout.place(change.read().key())) {
            case Place.Field(byte[] hash, byte[] field) ->
                    value(change, pipeline, hash, "hash", field, "");
            case Place.Text(byte[] key) ->
                    value(
                            change,
                            pipeline,
                            key,
                            "string",
                            NOTHING,
                            layout.lifeOf(change.read().key())
                                    .map(life -> String.valueOf(life.toMillis()))
                                    .orElse(""));
            case Place.Members(byte[] key) -> set(change, pipeline, key);
        };
    }

    private static Asked value(
            Change change, Pipeline pipeline, byte[] key, String type, byte[] field, String life) {
        Content after = change.after();
        if (after != null && after.size() > LONGEST_VALUE) {
            return () -> new Written.Refused("too-large");
        }
        Response<Object> answer =
                pipeline.eval(
                        VALUE,
                        1,
                        key,
                        type.getBytes(UTF_8),
                        field,
                        change.read().version().getBytes(UTF_8),
                        (after == null ? "del" : "set").getBytes(UTF_8),
                        after == null ? NOTHING : after.bytes(),
                        life.getBytes(UTF_8));
        return () -> outcome(change, answer, now -> now == null ? null : Content.of((byte[]) now));
    }

    private static Asked set(Change change, Pipeline pipeline, byte[] key) {
        byte[][] before = members(change.read().content());
        byte[][] after = members(change.after());
        if (before == null || after == null) {
            return () -> new Written.Refused("no-set");
        }
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(key);
        arguments.add(String.valueOf(before.length).getBytes(UTF_8));
        arguments.addAll(List.of(before));
        arguments.addAll(List.of(after));
        Response<Object> answer = pipeline.eval(SET, 1, arguments.toArray(byte[][]::new));
        return () ->
                outcome(
                        change,
                        answer,
                        now ->
                                RedisSet.content(
                                        ((List<?>) now).stream().map(byte[].class::cast).toList()));
    }

    private static byte[] @Nullable [] members(@Nullable Content content) {
        return content == null ? NOBODY : RedisSet.members(content);
    }

    private static Written outcome(
            Change change,
            Response<Object> answer,
            Function<@Nullable Object, @Nullable Content> standing) {
        List<?> said;
        try {
            said = (List<?>) answer.get();
        } catch (JedisDataException e) {
            if (WrongType.is(e)) {
                return new Written.Refused("wrong-type"); // the key holds a list, a hash, ...
            }
            throw e;
        }
        Document now =
                RedisStore.document(
                        change.read().key(),
                        said.isEmpty() ? change.after() : standing.apply(said.getFirst()));
        return said.isEmpty() ? new Written.Done(now) : new Written.MovedOn(now);
    }
}
