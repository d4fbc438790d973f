package dev.handover.store.redis;

import dev.handover.store.Key;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the data map says of the collections of one Redis.
///
/// @param sets collections whose keys hold sets; those of all others hold strings
/// @param expires how long a string key lives that we bring back, by collection: one that was
///   deleted has lost the time that it had
record Layout(Set<String> sets, Map<String, Duration> expires) {
    static final Layout PLAIN = new Layout(Set.of(), Map.of());

    Place place(Key key) {
        String collection = key.collection();
        if (!Place.areKeys(collection)) {
            return new Place.Field(RedisName.bytes(collection), RedisName.bytes(key.id()));
        }
        byte[] name = Place.Form.of(collection).key(key.id());
        return sets.contains(collection) ? new Place.Members(name) : new Place.Text(name);
    }

    Optional<Duration> lifeOf(Key key) {
        return Optional.ofNullable(expires.get(key.collection()));
    }
}
