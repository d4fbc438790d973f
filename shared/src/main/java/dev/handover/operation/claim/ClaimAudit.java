package dev.handover.operation.claim;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;
import dev.handover.run.Stage.Audit;
import dev.handover.run.Stage.Leftover;
import dev.handover.run.Stage.Mention;
import dev.handover.store.Document;
import dev.handover.store.Key;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at all documents of a claim at one moment and compares what the old owners have with what
/// the new one has. Apart from how a single record is read, it shares nothing with the stages it
/// checks: plain trees, and ids, dates and member lists compared as such.
final class ClaimAudit {
    private static final JsonMapper TREES =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    /// The UUID version of the ids that copies are given.
    private static final int DERIVED = 5;

    /// What must have arrived of a collection under whatever id.
    private record Body(Instant created, Instant changed, List<String> members) {}

    /// A record of a source. Its reading is that of a tree that was read here.
    private record Seen(Key key, String recordId, Reading reading) {}

    private final ClaimRun claim;
    private final Map<Key, Document> documents;
    private final Map<Body, List<CollectionRecord>> arrived = new HashMap<>();

    ClaimAudit(ClaimRun claim) {
        this.claim = claim;
        List<Key> keys = new ArrayList<>(List.of(claim.target()));
        claim.moved().forEach(source -> keys.add(source.key()));
        claim.deleted().forEach(source -> keys.add(source.key()));
        documents = claim.read(keys);
        for (JsonNode value : list(claim.target()).orElse(List.of())) {
            if (reading(value) instanceof Reading.Good(CollectionRecord record)) {
                arrived.computeIfAbsent(body(record), body -> new ArrayList<>()).add(record);
            }
        }
    }

    /// What an old owner has, should have been copied, and can't be seen at the new one.
    Audit atNewOwner() {
        List<Leftover> leftovers = new ArrayList<>();
        for (Seen seen : chosen(claim.moved())) {
            boolean stays = seen.reading.staysBehind(claim.rules).isPresent();
            if (!stays && !hasArrived(seen.reading.good())) {
                leftovers.add(new Leftover(claim.target(), seen.recordId, "not-at-new-owner"));
            }
        }
        return new Audit(leftovers, List.of(), null);
    }

    /// What an old owner still has; a mention, when a rule leaves it there.
    Audit atOldOwner() {
        List<Leftover> leftovers = new ArrayList<>();
        List<Mention> mentions = new ArrayList<>();
        for (Seen seen : chosen(claim.moved())) {
            seen.reading
                    .staysBehind(claim.rules)
                    .ifPresentOrElse(
                            rule ->
                                    mentions.add(
                                            new Mention(seen.key, seen.recordId, rule.reason())),
                            () -> leftovers.add(stillThere(seen)));
        }
        return new Audit(leftovers, mentions, null);
    }

    /// What a session still has though its collections were to be deleted.
    Audit notDeleted() {
        List<Leftover> leftovers =
                chosen(claim.deleted()).stream()
                        .map(seen -> new Leftover(seen.key, seen.recordId, "not-deleted"))
                        .toList();
        return new Audit(leftovers, List.of(), null);
    }

    private static Leftover stillThere(Seen seen) {
        return new Leftover(seen.key, seen.recordId, "still-at-old-owner");
    }

    private boolean hasArrived(CollectionRecord record) {
        return arrived.getOrDefault(body(record), List.of()).stream()
                .anyMatch(other ->
                        other.id().equals(record.id())
                                ? other.name().equals(record.name())
                                : other.id().version() == DERIVED);
    }

    /// The new owner's own document is no source, even if it was named as one.
    private List<Seen> chosen(List<Source> sources) {
        return sources.stream()
                .filter(source -> !source.key().equals(claim.target()))
                .flatMap(source -> seen(source).stream())
                .filter(seen -> claim.chooses(RecordIds.group(seen.recordId)))
                .toList();
    }

    private List<Seen> seen(Source source) {
        Optional<List<JsonNode>> list = list(source.key());
        if (list.isEmpty()) {
            Reading unreadable = new Reading.Unsupported(null, "list-unreadable");
            return List.of(new Seen(source.key(), source.prefix() + RecordIds.WHOLE, unreadable));
        }
        List<Reading> readings = list.get().stream().map(this::reading).toList();
        List<String> ids = RecordIds.of(claim.rules, source.owner(), readings);
        List<Seen> seen = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            seen.add(new Seen(source.key(), ids.get(i), readings.get(i)));
        }
        return seen;
    }

    private Reading reading(JsonNode value) {
        return claim.reader.read(new Element("", value));
    }

    private static Body body(CollectionRecord record) {
        return new Body(record.created(), record.changed(), record.members());
    }

    /// The elements of a list, or nothing when there is something else than a list.
    private Optional<List<JsonNode>> list(Key key) {
        Document document = documents.get(key);
        Content content = document == null ? null : document.content();
        if (content == null || RecordArray.NOTHING.contains(content.text().strip())) {
            return Optional.of(List.of());
        }
        try {
            JsonNode tree = TREES.readTree(content.bytes());
            return tree.isArray() ? Optional.of(tree.valueStream().toList()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
