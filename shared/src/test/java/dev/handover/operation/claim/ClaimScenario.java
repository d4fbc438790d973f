package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.COLLECTIONS;
import static dev.handover.operation.claim.GeneNetwork.COLLECTIONS2;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Owners with lists of all sorts, made from a seed, and other writers who do all sorts of things
/// to them. Few ids, names and members, so that they often meet.
final class ClaimScenario {
    private static final String[] IDS = {
        GeneNetwork.A, GeneNetwork.B, GeneNetwork.C, "DDDDDDDD-0000-4000-8000-00000000000D"
    };
    private static final String[] NAMES = {
        "Mine", "Mine (from old account)", "Your Default Collection", "", "\\u00e9\\\"😀"
    };
    private static final String[] MEMBERS = {"a:A", "b:B", "Temp_1:Temp", "no colon", ""};
    private static final String[] DATES = {
        "Mar 05 2021 09:07AM",
        "mar 5 2021 9:07am",
        "Jan 01 2020 12:00AM",
        "Feb 30 2021 09:07AM",
        "2021-03-05"
    };
    private static final String[] NO_LISTS = {
        "[]", "", "None", "null", "{}", "\"[{}]\"", "[{}", "[17]", "[null, {}]"
    };

    private final Random random;
    final boolean sameHash;
    final List<Key> sources;
    final Key target;

    ClaimScenario(long seed) {
        random = new Random(seed);
        sameHash = random.nextInt(3) == 0;
        sources =
                List.of(
                        COLLECTIONS.of("o1"),
                        COLLECTIONS.of("o2"),
                        COLLECTIONS2.of("anon"),
                        COLLECTIONS.of("anon"));
        target = (sameHash ? COLLECTIONS : COLLECTIONS2).of("new");
    }

    ClaimDriver driver() {
        ClaimDriver driver =
                new ClaimDriver(
                        sameHash ? GeneNetwork.SAME_HASH : GeneNetwork.RULES,
                        "{\"to\": \"new\", \"from\": [\"o1\", \"o2\"], \"anonymous\": [\"anon\"]}");
        sources.forEach(key -> driver.with(key, document()));
        return driver.with(target, document());
    }

    private @Nullable Content document() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> Content.of(pick(NO_LISTS));
            default -> {
                List<String> elements = new ArrayList<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    elements.add(element());
                }
                yield list(elements);
            }
        };
    }

    private Content list(List<String> elements) {
        String[] separators = {", ", ",", " ,\n"};
        return Content.of("[" + String.join(pick(separators), elements) + "]");
    }

    private String element() {
        if (random.nextInt(12) == 0) {
            return pick(new String[] {"17", "null", "{}", "[]", "{\"id\": \"x\"}", "NaN"});
        }
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add('"' + pick(MEMBERS) + '"');
        }
        int count = random.nextInt(5) == 0 ? random.nextInt(4) : members.size();
        List<String> fields = new ArrayList<>();
        fields.add("\"id\": \"" + pick(IDS) + '"');
        if (random.nextInt(10) > 0) {
            fields.add("\"name\": \"" + pick(NAMES) + '"');
        }
        fields.add(date("created"));
        fields.add(date("changed"));
        fields.add("\"num_members\": " + count);
        fields.add("\"members\": [" + String.join(",", members) + "]");
        if (random.nextInt(10) == 0) {
            fields.add("\"note\": 1e400");
        }
        return "{" + String.join(random.nextBoolean() ? ", " : ",", fields) + "}";
    }

    private String date(String field) {
        int which = random.nextInt(20);
        String date = DATES[which < 12 ? 0 : which < 15 ? 1 : which < 18 ? 2 : which - 15];
        return "\"" + field + (random.nextBoolean() ? "_timestamp" : "") + "\": \"" + date + '"';
    }

    /// Mostly nothing.
    void somebodyElseWrites(ClaimDriver driver) {
        if (random.nextInt(3) > 0) {
            return;
        }
        int which = random.nextInt(sources.size() + 2);
        Key key = which < sources.size() ? sources.get(which) : target;
        List<String> elements = new ArrayList<>();
        if (RecordArray.parse(driver.content(key))
                instanceof RecordArray.Array(List<Element> all)) {
            all.forEach(element -> elements.add(element.text()));
        }
        switch (random.nextInt(6)) {
            case 0 -> driver.with(key, document());
            case 1 -> {
                elements.add(random.nextInt(elements.size() + 1), element());
                driver.with(key, list(elements));
            }
            case 2 -> {
                if (!elements.isEmpty()) {
                    elements.remove(random.nextInt(elements.size()));
                    driver.with(key, list(elements));
                }
            }
            case 3 -> {
                elements.replaceAll(text -> text.replace("\"a:A\"", "\"edited:A\""));
                driver.with(key, list(elements));
            }
            case 4 -> {
                elements.replaceAll(text -> text.replace(", \"", " ,\""));
                driver.with(key, list(elements));
            }
            default -> driver.with(key, (Content) null);
        }
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
