package dev.handover.local.bench;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

import java.net.URI;
import java.util.SplittableRandom;

/// Old accounts as GeneNetwork has them, made up from their number: the same number is the same
/// account. Each has 0 to 40 collections of 1 to 40 traits; one has 500 collections, and one has a
/// collection of 45,101 traits, the largest that was ever seen.
final class Population {
    static final int MOST_COLLECTIONS = 40;
    static final int MOST_MEMBERS = 40;
    static final int WITH_500 = 7;
    private static final int WITH_45101 = 8;

    /// Commands in one pipeline.
    private static final int CHUNK = 500;

    /// @param list the JSON list of collections; null for none
    record Owner(int number, @Nullable String list, int records) {
        String oldId() {
            return "01d0ffee-0000-4000-8000-%012d".formatted(number);
        }

        String newId() {
            return "a1c0ffee-0000-4000-8000-%012d".formatted(number);
        }

        String email() {
            return "Person.%d@example.org".formatted(number);
        }

        String account() {
            return """
            {"user_id": "%s", "email_address": "%s", "full_name": "Person %d", "organization": "Example University", \
            "confirmed": 1, "registration_info": {"timestamp": "2020-02-03T10:11:12.131415", "ip_address": "192.0.2.1", \
            "user_agent": "Mozilla/5.0 (X11; Linux x86_64)"}, "password": {"algorithm": "pbkdf2", "hashfunc": "sha256", \
            "salt": "dGhpcnR5LXR3byBieXRlcyBvZiBhIGtub3duIHNhbHQ=", "iterations": 100000, "keylength": 32, \
            "created_timestamp": "2020-02-03T10:11:12.131415", "password": \
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}\
            """
                    .formatted(oldId(), email(), number);
        }
    }

    private Population() {}

    static Owner owner(int number) {
        SplittableRandom random = new SplittableRandom(number);
        int collections =
                switch (number) {
                    case WITH_500 -> 500;
                    case WITH_45101 -> 1;
                    default -> random.nextInt(MOST_COLLECTIONS + 1);
                };
        return owner(number, collections, number == WITH_45101 ? 45_101 : 0, random);
    }

    /// An account with exactly so many collections.
    static Owner owner(int number, int collections) {
        return owner(number, collections, 0, new SplittableRandom(number));
    }

    private static Owner owner(int number, int collections, int members, SplittableRandom random) {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < collections; i++) {
            list.append(i == 0 ? "" : ", ");
            collection(
                    list,
                    number,
                    i,
                    members > 0 ? members : 1 + random.nextInt(MOST_MEMBERS),
                    random);
        }
        return new Owner(
                number, collections == 0 ? null : list.append("]").toString(), collections);
    }

    private static void collection(
            StringBuilder list, int owner, int index, int members, SplittableRandom random) {
        list.append("{\"id\": \"c0110000-0000-4000-8000-%012d\"".formatted(owner * 1_000L + index))
                .append(", \"name\": \"Collection %d\"".formatted(index))
                .append(", \"created_timestamp\": \"Mar 05 2021 09:07AM\"")
                .append(", \"changed_timestamp\": \"Nov 21 2022 12:30PM\"")
                .append(", \"num_members\": ")
                .append(members)
                .append(", \"members\": [");
        int first = 1_400_000 + random.nextInt(60_000);
        for (int i = 0; i < members; i++) {
            list.append(i == 0 ? "\"" : ", \"").append(first + 3 * i).append("_at:HC_M2_0606_P\"");
        }
        list.append("]}");
    }

    /// Puts the lists of the accounts `from` to `to` (exclusive) where they were before any claim.
    static void seedLists(URI redis, int from, int to) {
        seed(
                redis,
                from,
                to,
                (pipeline, owner) -> {
                    pipeline.hdel("collections2", owner.newId());
                    if (owner.list() == null) {
                        pipeline.hdel("collections", owner.oldId());
                    } else {
                        pipeline.hset("collections", owner.oldId(), owner.list());
                    }
                });
    }

    static void seedAccounts(URI redis, int from, int to) {
        seed(
                redis,
                from,
                to,
                (pipeline, owner) -> pipeline.hset("users", owner.oldId(), owner.account()));
    }

    private interface Put {
        void of(Pipeline pipeline, Owner owner);
    }

    private static void seed(URI redis, int from, int to, Put put) {
        try (RedisClient client = RedisClient.create(redis)) {
            for (int at = from; at < to; at += CHUNK) {
                try (Pipeline pipeline = client.pipelined()) {
                    for (int i = at; i < Math.min(to, at + CHUNK); i++) {
                        put.of(pipeline, owner(i));
                    }
                    pipeline.sync();
                }
            }
        }
    }
}
