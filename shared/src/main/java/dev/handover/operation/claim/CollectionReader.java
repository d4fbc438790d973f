package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.handover.document.RecordArray.Element;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads collections in any dialect of the data map, also one that mixes them, as strictly as the
/// system does: one record that it can't read fails all pages of the owner. Two things the system
/// needs but that can be mended without guessing are no obstacle: a missing name, a wrong count.
final class CollectionReader {
    private final Timestamps timestamps;
    private final List<String> ids;
    private final List<String> names;
    private final List<String> createds;
    private final List<String> changeds;
    private final List<String> counts;
    private final List<String> memberLists;

    CollectionReader(ClaimRules rules) {
        timestamps = new Timestamps(rules.timestamps());
        ids = rules.names(Dialect::id);
        names = rules.names(Dialect::name);
        createds = rules.names(Dialect::created);
        changeds = rules.names(Dialect::changed);
        counts = rules.names(Dialect::count);
        memberLists = rules.names(Dialect::members);
    }

    /// A rule that a collection breaks.
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String reason) {
            super(reason, null, false, false);
        }
    }

    Reading read(Element element) {
        JsonNode value = element.value();
        if (!value.isObject()) {
            return new Reading.Unsupported(null, "not-an-object");
        }
        UUID known = null;
        try {
            UUID id = id(value);
            known = id;
            Instant created = date(value, createds, "created");
            Instant changed = date(value, changeds, "changed");
            List<String> members = members(value);
            JsonNode count = field(value, counts);
            return new Reading.Good(
                    new CollectionRecord(
                            element,
                            id,
                            name(value),
                            created,
                            changed,
                            members,
                            others(value),
                            count.isIntegralNumber() && count.asLong() == members.size()));
        } catch (Broken e) {
            return new Reading.Unsupported(known, String.valueOf(e.getMessage()));
        }
    }

    /// The name, as well as it can be told, also of a collection that is not supported.
    String displayName(JsonNode value) {
        JsonNode name = name(value);
        return name.isTextual() ? name.textValue() : name.toString();
    }

    /// How many members there are, also in a collection that is not supported.
    int size(JsonNode value) {
        return field(value, memberLists).size();
    }

    Optional<Instant> created(JsonNode value) {
        return timestamps.parse(field(value, createds).asText());
    }

    Optional<Instant> changed(JsonNode value) {
        return timestamps.parse(field(value, changeds).asText());
    }

    private UUID id(JsonNode value) throws Broken {
        JsonNode id = field(value, ids);
        if (id.isMissingNode()) {
            throw new Broken("id-missing");
        }
        return Optional.of(id)
                .filter(JsonNode::isTextual)
                .flatMap(text -> CollectionId.parse(text.textValue()))
                .orElseThrow(() -> new Broken("id-not-a-uuid"));
    }

    private JsonNode name(JsonNode value) {
        JsonNode name = field(value, names);
        return name.isMissingNode() ? TextNode.valueOf("") : name;
    }

    private Instant date(JsonNode value, List<String> names, String field) throws Broken {
        JsonNode date = field(value, names);
        if (date.isMissingNode()) {
            throw new Broken(field + "-missing");
        }
        return Optional.of(date)
                .filter(JsonNode::isTextual)
                .flatMap(text -> timestamps.parse(text.textValue()))
                .orElseThrow(() -> new Broken(field + "-not-a-date"));
    }

    private List<String> members(JsonNode value) throws Broken {
        JsonNode list = field(value, memberLists);
        if (list.isMissingNode()) {
            throw new Broken("members-missing");
        }
        if (!list.isArray()) {
            throw new Broken("members-not-a-list");
        }
        List<String> members = new ArrayList<>(list.size());
        for (JsonNode member : list) {
            if (!member.isTextual()) {
                throw new Broken("member-not-a-string");
            }
            members.add(member.textValue());
        }
        return List.copyOf(members);
    }

    private Map<String, JsonNode> others(JsonNode value) {
        Map<String, JsonNode> others = new HashMap<>();
        value.properties().forEach(field -> others.put(field.getKey(), field.getValue()));
        for (List<String> known : List.of(ids, names, createds, changeds, counts, memberLists)) {
            known.stream().filter(value::has).findFirst().ifPresent(others::remove);
        }
        return others;
    }

    private static JsonNode field(JsonNode value, List<String> names) {
        return names.stream()
                .filter(value::has)
                .findFirst()
                .map(value::get)
                .orElse(MissingNode.getInstance());
    }
}
