package dev.handover.operation.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Names the records of one document. A name stays the same when other records are taken away:
/// supported records are numbered before unsupported ones of the same id, and those without an id among
/// themselves, for the unsupported ones stay.
final class RecordIds {
    static final String WHOLE = "#document";

    private static final Pattern NUMBER = Pattern.compile("~\\d+$");

    private RecordIds() {}

    /// @return a record id for each reading, in their order
    static List<String> of(String owner, List<Reading> readings) {
        String[] ids = new String[readings.size()];
        Map<String, Integer> seen = new HashMap<>();
        for (boolean good : new boolean[] {true, false}) {
            for (int i = 0; i < ids.length; i++) {
                if (readings.get(i) instanceof Reading.Good == good) {
                    ids[i] = next(owner, readings.get(i), seen);
                }
            }
        }
        return List.of(ids);
    }

    /// The same for all records of one document that share an id.
    static String group(String recordId) {
        return NUMBER.matcher(recordId).replaceFirst("");
    }

    private static String next(String owner, Reading reading, Map<String, Integer> seen) {
        String id = reading.knownId().map(Object::toString).orElse("#");
        int number = seen.merge(id, 1, Integer::sum);
        if (id.equals("#")) {
            return owner + "/#" + number;
        }
        return owner + "/" + id + (number == 1 ? "" : "~" + number);
    }
}
