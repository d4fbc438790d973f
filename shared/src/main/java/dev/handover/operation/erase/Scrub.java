package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.document.StoredJson;
import dev.handover.document.Unreadable;
import dev.handover.operation.EraseMap;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.EraseMap.Mask;
import dev.handover.operation.EraseMap.Target;
import dev.handover.operation.Places;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes a person's name out of one record, or out of a tree of records, in place. Done again on
/// its own result it changes nothing more.
///
/// What can't be worked on (a list where a name is expected, JSON in a string that is none) is
/// noted, and keeps nothing else from being done.
final class Scrub {
    private final EraseMap map;
    private final Lists lists;
    private final Places.@Nullable Copies copies;
    private final Person person;
    private final Set<String> via;
    private final List<String> unsupported = new ArrayList<>();

    /// A value that is a target twice is replaced once.
    private final Set<JsonSpot> marked = new HashSet<>();

    private int changed;

    /// @param via ids of the person's records, for what is found through them
    Scrub(
            EraseMap map,
            Lists lists,
            Places.@Nullable Copies copies,
            Person person,
            Set<String> via) {
        this.map = map;
        this.lists = lists;
        this.copies = copies;
        this.person = person;
        this.via = via;
    }

    /// How many values were replaced.
    int changed() {
        return changed;
    }

    /// Codes of what could not be worked on.
    List<String> unsupported() {
        return unsupported;
    }

    /// Notes a text that should hold a tree and is none.
    void refuse(JsonSpot text) {
        if (!text.text().isBlank()) {
            unsupported.add("broken-json");
        }
    }

    /// @return this
    Scrub record(JsonSpot object) {
        boolean theirs = false;
        boolean anybodys = true;
        for (var field : map.fields().entrySet()) {
            anybodys &= object.members(field.getKey()).isEmpty();
            if (person.isIn(object, field.getKey())) {
                theirs = true;
                field.getValue().forEach(target -> erase(object, target, false));
            }
        }
        if (!theirs && anybodys && isVia(object, "identifier")) {
            theirs = true; // a leaf without its owner's id, of a record that is the person's
            map.fields().values().forEach(all -> all.forEach(one -> erase(object, one, true)));
        }
        if (theirs) {
            map.names().forEach(target -> erase(object, target, true));
        }
        Places.Copies copied = copies;
        if (copied != null && (theirs || isVia(object, copied.field()))) {
            copied.targets().forEach(target -> erase(object, target, true));
        }
        return this;
    }

    /// Every object in the tree is taken for a record.
    Scrub tree(JsonSpot spot) {
        if (spot.isObject()) {
            record(spot);
            spot.members().values().forEach(same -> same.forEach(this::tree));
        }
        spot.elements().forEach(this::tree);
        return this;
    }

    private boolean isVia(JsonSpot object, String field) {
        return object.member(field)
                .filter(JsonSpot::isText)
                .map(JsonSpot::text)
                .filter(via::contains)
                .isPresent();
    }

    /// @param onlyNames whether other values than the person's names stay
    private void erase(JsonSpot object, Target target, boolean onlyNames) {
        try {
            target.path().in(object).forEach(value -> erase(value, target.mask(), onlyNames));
        } catch (Unreadable broken) {
            unsupported.add(broken.reason());
        }
    }

    private void erase(JsonSpot value, Mask mask, boolean onlyNames) {
        if (value.isText()) {
            String text = value.text();
            if (!text.isBlank() && (!onlyNames || person.isNamed(text))) {
                put(value, text, mask);
            }
        } else if (value.isList()) {
            list(value, mask, onlyNames);
        } else if (!value.isNull() && !onlyNames) {
            unsupported.add("wrong-type");
        }
    }

    private void list(JsonSpot list, Mask mask, boolean onlyNames) {
        List<JsonSpot> texts = list.elements().stream().filter(JsonSpot::isText).toList();
        boolean named = texts.stream().anyMatch(text -> person.isNamed(text.text()));
        if (!onlyNames
                && person.names().isEmpty()
                && !texts.isEmpty()
                && lists != Lists.UNSUPPORTED) {
            unsupported.add("name-not-known");
        }
        switch (lists) {
            case UNSUPPORTED -> {
                if (named || !onlyNames && !list.elements().isEmpty()) {
                    unsupported.add("list");
                }
            }
            case FIRST -> {
                for (JsonSpot text : texts) {
                    String now = text.text();
                    if (now.equals(person.masked(now, mask, map.replacement()))) {
                        return; // done before; what comes later is mentioned
                    }
                    if (person.isNamed(now)) {
                        put(text, now, mask);
                        return;
                    }
                }
            }
            case ALL ->
                    texts.stream()
                            .filter(text -> person.isNamed(text.text()))
                            .forEach(text -> put(text, text.text(), mask));
        }
    }

    private void put(JsonSpot value, String name, Mask mask) {
        String masked = person.masked(name, mask, map.replacement());
        if (!name.equals(masked) && marked.add(value)) {
            value.put(masked == null ? "null" : StoredJson.quoted(masked));
            changed++;
        }
    }
}
