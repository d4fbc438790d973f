package dev.handover.document;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An edit of a JSON text taken back in a text that others have worked on since: what still is as
/// the edit left it becomes what it was before, what somebody changed stays. Elements of a list are
/// known by their `identifier`, else by their place if the list is as long as it was.
///
/// @param text the result
/// @param restored values that are as before again
/// @param lost values that the edit had changed and that could not be found again, or were changed
///   since
public record TakenBack(String text, int restored, int lost) {
    private static final String ID = "identifier";

    /// @throws Unreadable when one of them is not JSON
    public static TakenBack of(Content before, Content after, Content now) {
        JsonSpot current = JsonSpot.of(now);
        Count count = new Count();
        back(JsonSpot.of(before), JsonSpot.of(after), current, count);
        return new TakenBack(current.edited(), count.restored, count.lost);
    }

    private static final class Count {
        int restored;
        int lost;
    }

    private static void back(JsonSpot before, JsonSpot after, JsonSpot now, Count count) {
        if (before.json().equals(after.json()) || now.json().equals(before.json())) {
            return;
        }
        if (now.json().equals(after.json())) {
            now.put(before.json());
            count.restored++;
        } else if (before.isObject() && after.isObject() && now.isObject()) {
            members(before, after, now, count);
        } else if (before.isList() && after.isList() && now.isList()) {
            elements(before.elements(), after.elements(), now.elements(), count);
        } else if (isFolded(before) && isFolded(after) && isFolded(now)) {
            back(
                    before.unfolded().orElseThrow(),
                    after.unfolded().orElseThrow(),
                    now.unfolded().orElseThrow(),
                    count);
        } else {
            count.lost++;
        }
    }

    private static boolean isFolded(JsonSpot spot) {
        try {
            return spot.isText() && spot.unfolded().isPresent();
        } catch (Unreadable broken) {
            return false;
        }
    }

    private static void members(JsonSpot before, JsonSpot after, JsonSpot now, Count count) {
        before.members()
                .forEach((name, values) -> {
                    List<JsonSpot> then = after.members(name);
                    List<JsonSpot> here = now.members(name);
                    if (then.stream().allMatch(JsonSpot::isNull) && here.isEmpty()) {
                        // some stores keep no null
                        now.add(name, values.getLast().json());
                        count.restored++;
                        return;
                    }
                    for (int i = 0; i < values.size(); i++) {
                        pair(values.get(i), at(then, i), at(here, i), count);
                    }
                });
    }

    private static void elements(
            List<JsonSpot> before, List<JsonSpot> after, List<JsonSpot> now, Count count) {
        Map<String, JsonSpot> byId = byId(now);
        boolean identified = byId.size() == now.size() && byId(before).size() == before.size();
        for (int i = 0; i < before.size(); i++) {
            String id = id(before.get(i));
            JsonSpot here =
                    identified && id != null
                            ? byId.get(id)
                            : before.size() == now.size() ? at(now, i) : null;
            pair(before.get(i), at(after, i), here, count);
        }
    }

    private static void pair(
            JsonSpot before, @Nullable JsonSpot after, @Nullable JsonSpot now, Count count) {
        if (after == null || now == null) {
            count.lost += after != null && before.json().equals(after.json()) ? 0 : 1;
        } else {
            back(before, after, now, count);
        }
    }

    private static @Nullable JsonSpot at(List<JsonSpot> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    private static Map<String, JsonSpot> byId(List<JsonSpot> elements) {
        Map<String, JsonSpot> byId = new HashMap<>();
        for (JsonSpot element : elements) {
            String id = id(element);
            if (id != null) {
                byId.put(id, element);
            }
        }
        return byId;
    }

    private static @Nullable String id(JsonSpot element) {
        return element.member(ID).filter(JsonSpot::isText).map(JsonSpot::text).orElse(null);
    }
}
