package dev.handover.operation.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Names the records of one document so that a name stays the same when other records are taken
/// away: those that a claim leaves where they are are numbered among themselves.
final class RecordIds {
    static final String WHOLE = "#document";

    private static final Pattern NUMBER = Pattern.compile("~\\d+$");

    private RecordIds() {}

    /// @return a record id for each reading, in their order
    static List<String> of(ClaimRules rules, String owner, List<Reading> readings) {
        Map<String, Integer> seen = new HashMap<>();
        return readings.stream()
                .map(reading -> next(owner + "/" + name(rules, reading), seen))
                .toList();
    }

    private static String name(ClaimRules rules, Reading reading) {
        String stays = reading.staysBehind(rules).isPresent() ? "!" : "";
        return reading.knownId().map(id -> id + stays).orElse("#");
    }

    private static String next(String name, Map<String, Integer> seen) {
        int number = seen.merge(name, 1, Integer::sum);
        if (name.endsWith("#")) {
            return name + number;
        }
        return name + (number == 1 ? "" : "~" + number);
    }

    /// The same for all records of one document that share an id.
    static String group(String recordId) {
        return recordId.indexOf('~') < 0 ? recordId : NUMBER.matcher(recordId).replaceFirst("");
    }
}
