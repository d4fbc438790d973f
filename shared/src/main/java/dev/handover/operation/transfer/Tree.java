package dev.handover.operation.transfer;

import dev.handover.document.JsonSpot;
import dev.handover.document.Unreadable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Walks trees of records: each object in them may be one.
final class Tree {
    /// Where an object in a tree says which record it is.
    static final String ID = "identifier";

    private Tree() {}

    /// @param fields those of a document that hold trees
    /// @return codes of what could not be read
    static List<String> walk(JsonSpot document, List<String> fields, Consumer<JsonSpot> object) {
        return fields.stream()
                .flatMap(field -> document.members(field).stream())
                .flatMap(column -> walk(column, object).stream())
                .toList();
    }

    /// @return the code of what could not be read
    private static Optional<String> walk(JsonSpot column, Consumer<JsonSpot> object) {
        try {
            Optional<JsonSpot> tree = column.unfolded();
            tree.ifPresent(root -> objects(root, object));
            return tree.isPresent() || column.text().isBlank()
                    ? Optional.empty()
                    : Optional.of("broken-json");
        } catch (Unreadable broken) {
            return Optional.of(broken.reason());
        }
    }

    static void objects(JsonSpot spot, Consumer<JsonSpot> object) {
        if (spot.isObject()) {
            object.accept(spot);
            spot.members().values().forEach(same -> same.forEach(one -> objects(one, object)));
        }
        spot.elements().forEach(one -> objects(one, object));
    }

    static Optional<String> id(JsonSpot object) {
        return text(object, ID);
    }

    static Optional<String> text(JsonSpot object, String field) {
        return object.member(field).filter(JsonSpot::isText).map(JsonSpot::text);
    }
}
