package dev.handover.operation.transfer;

import dev.handover.document.FieldPath;
import dev.handover.document.JsonSpot;
import dev.handover.document.PersonName;
import dev.handover.document.StoredJson;
import dev.handover.document.Unreadable;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Hands records over within one document, in place: a record by itself, or objects of a tree. Done
/// again on its own result it changes nothing more.
///
/// A name that can't be worked on (a list where the map takes none, JSON in a string that is none)
/// is noted, and keeps nothing else from being done.
final class Handing {
    private final TransferMap map;
    private final Lists lists;
    private final Places.@Nullable Copies copies;
    private final Parties parties;

    /// A value that is named twice is replaced once.
    private final Set<JsonSpot> marked = new HashSet<>();

    private int changed;

    Handing(TransferMap map, Lists lists, Places.@Nullable Copies copies, Parties parties) {
        this.map = map;
        this.lists = lists;
        this.copies = copies;
        this.parties = parties;
    }

    /// How many values were replaced.
    int changed() {
        return changed;
    }

    /// Whether the object says that it is the old owner's.
    boolean isOld(JsonSpot object) {
        return object.members(map.owner()).stream()
                .anyMatch(value -> value.isText() && value.text().equals(parties.from()));
    }

    /// Whether the object says of nobody that it is theirs, and shows the old owner's name.
    boolean isOldByName(JsonSpot object) {
        return object.members(map.owner()).isEmpty()
                && object.member(Tree.ID).isPresent()
                && map.names().stream().anyMatch(path -> shows(object, path));
    }

    /// Whether it shows the old owner's name as that of what it is a copy of.
    boolean isOldCopy(JsonSpot object) {
        Places.Copies copied = copies;
        return copied != null
                && object.member(copied.field()).filter(JsonSpot::isText).isPresent()
                && copied.targets().stream().anyMatch(target -> shows(object, target.path()));
    }

    private boolean shows(JsonSpot object, FieldPath path) {
        return parties.name() != null
                && values(object, path).stream()
                        .anyMatch(value ->
                                value.isText()
                                        && parties.isKnown(value.text())
                                        && !value.text().equals(parties.name()));
    }

    /// The object is the new owner's from now on.
    void give(JsonSpot object) {
        object.members(map.owner()).stream()
                .filter(value -> value.isText() && value.text().equals(parties.from()))
                .forEach(value -> put(value, parties.to()));
        String name = parties.name();
        if (name == null) {
            return;
        }
        Set<PersonName> old = new HashSet<>(parties.known());
        for (FieldPath path : map.names()) {
            values(object, path).stream()
                    .filter(JsonSpot::isText)
                    .map(value -> PersonName.of(value.text()))
                    .filter(form -> !form.isBlank())
                    .forEach(old::add);
        }
        map.names().forEach(path -> values(object, path).forEach(value -> name(value, name)));
        map.same().forEach(path -> same(object, path, old, name));
        copied(object);
    }

    /// What it is a copy of is the new owner's from now on.
    void copied(JsonSpot object) {
        Places.Copies copied = copies;
        String name = parties.name();
        if (copied != null && name != null) {
            copied.targets().forEach(target -> same(object, target.path(), parties.known(), name));
        }
    }

    private void same(JsonSpot object, FieldPath path, Set<PersonName> old, String name) {
        values(object, path).stream()
                .filter(value -> value.isText() && old.contains(PersonName.of(value.text())))
                .forEach(value -> put(value, name));
    }

    private void name(JsonSpot value, String name) {
        if (value.isText() && !value.text().isBlank()) {
            put(value, name);
        } else if (value.isList() && lists != Lists.UNSUPPORTED) {
            List<JsonSpot> named =
                    value.elements().stream()
                            .filter(one -> one.isText() && parties.isKnown(one.text()))
                            .toList();
            named.stream()
                    .limit(lists == Lists.FIRST ? 1 : named.size())
                    .forEach(one -> put(one, name));
        }
    }

    private static List<JsonSpot> values(JsonSpot object, FieldPath path) {
        try {
            return path.in(object);
        } catch (Unreadable broken) {
            return List.of(); // not JSON after all: it is left as it is
        }
    }

    private void put(JsonSpot value, String text) {
        if (!value.text().equals(text) && marked.add(value)) {
            value.put(StoredJson.quoted(text));
            changed++;
        }
    }
}
