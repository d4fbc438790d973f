package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.RecordArray.Element;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A collection that the system can read.
///
/// @param name as given, mostly text; an empty text when there is none
/// @param created UTC, by the minute
/// @param changed UTC, by the minute
/// @param others the fields that no dialect knows, and the ones of another dialect that don't count
/// @param countIsRight whether it says how many members it has, and says it rightly
record CollectionRecord(
        Element element,
        UUID id,
        JsonNode name,
        Instant created,
        Instant changed,
        List<String> members,
        Map<String, JsonNode> others,
        boolean countIsRight) {

    String displayName() {
        return name.isTextual() ? name.textValue() : name.toString();
    }

    /// The collection that the system made by itself and nobody ever used: of no use to anybody,
    /// and the new account has one of its own.
    boolean isEmptyDefault(ClaimRules rules) {
        return members.isEmpty() && displayName().equals(rules.defaultCollection());
    }

    /// Whether both say the same: name, dates, members in their order, unknown fields. The dialect,
    /// the order of fields and the number of members, which follows from them, don't count. Nor
    /// does the id.
    boolean sameContent(CollectionRecord other) {
        return name.equals(other.name) && sameButForName(other);
    }

    boolean sameButForName(CollectionRecord other) {
        return created.equals(other.created)
                && changed.equals(other.changed)
                && members.equals(other.members)
                && others.equals(other.others);
    }

    /// Never what it says: it is somebody's data.
    @Override
    public String toString() {
        return "CollectionRecord[" + id + ", " + members.size() + " members]";
    }
}
