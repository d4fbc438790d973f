package dev.handover.document;

import java.util.List;
import java.util.stream.Stream;

/// The way to a field, dotted as in `originData.creator.name`: through objects, through every
/// element of lists, and through JSON that is kept in strings.
public record FieldPath(List<String> steps) {
    /// @throws IllegalArgumentException when a step is empty
    public static FieldPath of(String dotted) {
        List<String> steps = List.of(dotted.split("\\.", -1));
        if (steps.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a path is made of names with dots between them");
        }
        return new FieldPath(steps);
    }

    /// The values at the end of the way: none where a part of it is missing. A list at the end is
    /// one value.
    ///
    /// @throws Unreadable when a string on the way looks like JSON and isn't
    public List<JsonSpot> in(JsonSpot object) {
        return from(object, 0).toList();
    }

    private Stream<JsonSpot> from(JsonSpot spot, int step) {
        if (step == steps.size()) {
            return Stream.of(spot);
        }
        if (spot.isList()) {
            return spot.elements().stream().flatMap(element -> from(element, step));
        }
        return spot.unfolded().stream()
                .flatMap(whole ->
                        whole.isList()
                                ? from(whole, step)
                                : whole.members(steps.get(step)).stream()
                                        .flatMap(value -> from(value, step + 1)));
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
