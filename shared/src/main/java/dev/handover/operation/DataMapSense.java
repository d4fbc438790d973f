package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.InvalidDataMap.Problem;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// What a schema can't say about a data map: that its parts fit together. Works also on maps that
/// the schema has refused, so that all problems are told at once.
final class DataMapSense {
    private static final LocalDateTime ANY_MINUTE = LocalDateTime.of(2021, 3, 5, 21, 7);

    private final LocatedTree map;
    private final List<Problem> problems = new ArrayList<>();

    private DataMapSense(LocatedTree map) {
        this.map = map;
    }

    static List<Problem> check(LocatedTree map) {
        DataMapSense sense = new DataMapSense(map);
        sense.namedStoresExist(map.tree(), "");
        sense.fieldsDiffer(map.tree().path("claim"), "/claim");
        if (map.tree().get("claim") instanceof ObjectNode claim) {
            sense.proofsCanBeGiven(claim);
            sense.timestampsCanBeRead(claim.path("timestamps"));
            sense.isADuration("/claim/undo", claim.path("undo"));
            sense.isADuration("/claim/offers", claim.path("offers"));
        }
        if (map.tree().get("erase") instanceof ObjectNode erase) {
            sense.partsFit("/erase", erase, erase);
            sense.masksAreOfTargets(erase);
            sense.canBeFilledIn(erase.path("notify").path("body"));
            sense.isADuration("/erase/watch/for", erase.path("watch").path("for"));
            sense.isADuration("/erase/watch/every", erase.path("watch").path("every"));
        }
        if (map.tree().get("transfer") instanceof ObjectNode transfer) {
            ObjectNode whole = TransferBinding.whole(transfer, map.tree().path("erase"));
            sense.partsFit("/transfer", transfer, whole);
            sense.recordsCanBeGiven(transfer, whole);
        }
        return sense.problems;
    }

    private void namedStoresExist(JsonNode node, String pointer) {
        node.properties()
                .forEach(entry -> {
                    String below = LocatedTree.below(pointer, entry.getKey());
                    JsonNode stores = map.tree().path("stores");
                    if (entry.getKey().equals("store")
                            && entry.getValue().isTextual()
                            && !stores.has(entry.getValue().textValue())) {
                        TreeSet<String> known = new TreeSet<>();
                        stores.fieldNames().forEachRemaining(known::add);
                        say(
                                below,
                                "there is no store \""
                                        + entry.getValue().textValue()
                                        + "\"; stores are: "
                                        + String.join(", ", known));
                    }
                    namedStoresExist(entry.getValue(), below);
                });
        elements(node, pointer, this::namedStoresExist);
    }

    private void fieldsDiffer(JsonNode node, String pointer) {
        node.properties()
                .forEach(entry -> {
                    String below = LocatedTree.below(pointer, entry.getKey());
                    if (entry.getKey().equals("fields")) {
                        Map<String, String> parts =
                                new HashMap<>(); // by the name they have in the record
                        entry.getValue()
                                .properties()
                                .forEach(field -> {
                                    String other =
                                            parts.put(field.getValue().asText(), field.getKey());
                                    if (other != null) {
                                        say(
                                                LocatedTree.below(below, field.getKey()),
                                                "`" + other + "` is the same field");
                                    }
                                });
                    }
                    fieldsDiffer(entry.getValue(), below);
                });
        elements(node, pointer, this::fieldsDiffer);
    }

    private interface Visitor {
        void visit(JsonNode node, String pointer);
    }

    private static void elements(JsonNode node, String pointer, Visitor visitor) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                visitor.visit(array.get(i), LocatedTree.below(pointer, String.valueOf(i)));
            }
        }
    }

    private void proofsCanBeGiven(ObjectNode claim) {
        JsonNode accounts = map.tree().path("accounts");
        if (accounts.isMissingNode()) {
            say("/claim", "a claim finds people by `accounts`, which is missing");
        }
        boolean byClaim = false;
        for (int i = 0; i < claim.path("proof").size(); i++) {
            String proof = claim.path("proof").get(i).asText();
            byClaim |= proof.equals("verified-email-claim");
            if (proof.equals("old-password") && accounts.isObject() && !accounts.has("password")) {
                say(
                        "/claim/proof/" + i,
                        "an old password can only be checked where `accounts` says `password`");
            }
            if (proof.equals("verified-email-claim") && !claim.has("verified-email-claim")) {
                say(
                        "/claim/proof/" + i,
                        "`claim` must say `verified-email-claim`: the auth system's field");
            }
        }
        if (claim.has("verified-email-claim") && !byClaim) {
            say("/claim/verified-email-claim", "`proof` doesn't list it");
        }
    }

    /// @param whole the section with what it takes over from another
    private void partsFit(String section, ObjectNode said, ObjectNode whole) {
        isADuration(section + "/undo", said.path("undo"));
        if (!said.path("settle").asText("PT0S").equals("PT0S")) {
            isADuration(section + "/settle", said.path("settle"));
        }
        said.path("records")
                .properties()
                .forEach(place -> {
                    String at = LocatedTree.below(section + "/records", place.getKey());
                    if (place.getValue().has("type") != place.getValue().has("types")) {
                        say(
                                at,
                                "`type` says where a record's type stands, `types` which there"
                                        + " are");
                    }
                });
        for (String part : List.of("embedded", "caches")) {
            said.path(part)
                    .properties()
                    .forEach(entry -> {
                        String at = LocatedTree.below(section + "/" + part, entry.getKey()) + "/of";
                        ofKnownPlaces(at, entry.getValue().path("of"), whole);
                    });
        }
        JsonNode republish = said.path("republish");
        if (republish.path("enabled").asBoolean()
                && (!republish.has("when") || !republish.has("metadata"))) {
            say(section + "/republish", "needs `when` and `metadata` to be enabled");
        }
    }

    private void recordsCanBeGiven(ObjectNode transfer, ObjectNode whole) {
        if (!whole.has("records") && !whole.has("objects")) {
            say("/transfer", "there is nothing to give: it has no `records` and no `objects`");
        }
        if (whole.has("records") && !transfer.has("owner")) {
            say("/transfer", "`owner` is missing: the field that says whose a record is");
        }
        if (transfer.path("acceptance").asBoolean() && map.tree().has("claim")) {
            say("/transfer/acceptance", "a map with a claim offers only what is claimed");
        }
        for (String part : List.of("names", "same")) {
            for (int i = 0; i < transfer.path(part).size(); i++) {
                if (transfer.path(part).get(i).equals(transfer.get("owner"))) {
                    say(
                            LocatedTree.below("/transfer/" + part, String.valueOf(i)),
                            "that is the field with the owner's id");
                }
            }
        }
    }

    private void masksAreOfTargets(ObjectNode erase) {
        erase.path("masks")
                .fieldNames()
                .forEachRemaining(path -> {
                    if (!erase.path("fields").toString().contains('"' + path + '"')
                            && !erase.path("names").toString().contains('"' + path + '"')
                            && !erase.path("records").toString().contains('"' + path + '"')) {
                        say(
                                LocatedTree.below("/erase/masks", path),
                                "no field of that path is erased");
                    }
                });
    }

    private void canBeFilledIn(JsonNode body) {
        Notice.unknown(body.asText())
                .forEach(name ->
                        say(
                                "/erase/notify/body",
                                "nothing is known to fill in for {"
                                        + name
                                        + "}; there are {userId}, {userName} and {records}"));
    }

    private void ofKnownPlaces(String pointer, JsonNode of, ObjectNode section) {
        for (int i = 0; i < of.size(); i++) {
            if (!section.path("records").has(of.get(i).asText())) {
                say(
                        LocatedTree.below(pointer, String.valueOf(i)),
                        "there is no such place among the section's `records`");
            }
        }
    }

    private void timestampsCanBeRead(JsonNode pattern) {
        if (!pattern.isTextual()) {
            return;
        }
        try {
            DateTimeFormatter format =
                    DateTimeFormatter.ofPattern(pattern.textValue(), Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT);
            if (!LocalDateTime.parse(format.format(ANY_MINUTE), format).equals(ANY_MINUTE)) {
                say(
                        "/claim/timestamps",
                        "the pattern loses a part of the time; it needs day, hour and minute");
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            say("/claim/timestamps", "no pattern that dates can be read by: " + e.getMessage());
        }
    }

    private void isADuration(String pointer, JsonNode duration) {
        if (!duration.isTextual()) {
            return;
        }
        try {
            if (!Duration.parse(duration.textValue()).isPositive()) {
                say(pointer, "must be longer than nothing");
            }
        } catch (DateTimeParseException _) {
            say(pointer, "no ISO-8601 duration, as P30D or PT24H");
        }
    }

    private void say(String pointer, String message) {
        problems.add(map.problem(pointer, message));
    }
}
